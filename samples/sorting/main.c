// Six sorting methods on five shapes of input: who sorts, who is stable, and how many comparisons
// and moves each one takes. The numbers come from a fixed generator, so does the table.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 1000 };

// `position` is where the record stood before: it tells whether equal keys kept their order.
struct record {
  uint32_t key;
  int position;
};

static long comparisons, moves;

static int less(struct record a, struct record b) {
  comparisons++;
  return a.key < b.key;
}

static void set(struct record *to, struct record from) {
  moves++;
  *to = from;
}

static void swap(struct record *a, struct record *b) {
  struct record t = *a;
  set(a, *b);
  set(b, t);
}

static void insertion_sort(struct record *v, int n) {
  for (int i = 1; i < n; i++) {
    struct record r = v[i];
    int k = i;
    for (; k > 0 && less(r, v[k - 1]); k--) set(&v[k], v[k - 1]);
    set(&v[k], r);
  }
}

// Gaps by Ciura (2001).
static void shell_sort(struct record *v, int n) {
  static const int gaps[] = {701, 301, 132, 57, 23, 10, 4, 1};
  for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; g++) {
    int gap = gaps[g];
    for (int i = gap; i < n; i++) {
      struct record r = v[i];
      int k = i;
      for (; k >= gap && less(r, v[k - gap]); k -= gap) set(&v[k], v[k - gap]);
      set(&v[k], r);
    }
  }
}

static void sift_down(struct record *v, int root, int n) {
  struct record r = v[root];
  for (int child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && less(v[child], v[child + 1])) child++;
    if (!less(r, v[child])) break;
    set(&v[root], v[child]);
  }
  set(&v[root], r);
}

static void heap_sort(struct record *v, int n) {
  for (int i = n / 2; i-- > 0;) sift_down(v, i, n);
  for (int i = n; --i > 0;) {
    swap(&v[0], &v[i]);
    sift_down(v, 0, i);
  }
}

static struct record median(struct record a, struct record b, struct record c) {
  if (less(a, b)) return less(b, c) ? b : less(a, c) ? c : a;
  return less(a, c) ? a : less(b, c) ? c : b;
}

// Hoare's partition; recursion on the smaller part keeps the stack logarithmic.
static void quick_sort(struct record *v, int n) {
  while (n > 12) {
    struct record pivot = median(v[0], v[n / 2], v[n - 1]);
    int i = 0, k = n - 1;
    while (i <= k) {
      while (less(v[i], pivot)) i++;
      while (less(pivot, v[k])) k--;
      if (i > k) break;
      if (i < k) swap(&v[i], &v[k]);
      i++;
      k--;
    }
    if (k + 1 < n - i) {
      quick_sort(v, k + 1);
      v += i;
      n -= i;
    } else {
      quick_sort(v + i, n - i);
      n = k + 1;
    }
  }
  insertion_sort(v, n);
}

static void merge_sort(struct record *v, int n) {
  static struct record spare[COUNT];
  if (n < 2) return;
  int half = n / 2;
  merge_sort(v, half);
  merge_sort(v + half, n - half);
  if (!less(v[half], v[half - 1])) return;
  for (int i = 0; i < half; i++) set(&spare[i], v[i]);
  for (int left = 0, right = half, out = 0; left < half; out++) {
    int from_right = right < n && less(v[right], spare[left]);
    set(&v[out], from_right ? v[right++] : spare[left++]);
  }
}

// Least significant byte first, without comparisons.
static void radix_sort(struct record *v, int n) {
  static struct record spare[COUNT];
  for (int shift = 0; shift < 32; shift += 8) {
    int start[257] = {0};
    for (int i = 0; i < n; i++) start[(v[i].key >> shift & 255) + 1]++;
    for (int byte = 0; byte < 256; byte++) start[byte + 1] += start[byte];
    for (int i = 0; i < n; i++) set(&spare[start[v[i].key >> shift & 255]++], v[i]);
    memcpy(v, spare, (size_t)n * sizeof *v);
  }
}

static const struct { const char *name; void (*sort)(struct record *, int); } methods[] = {
  {"insertion", insertion_sort}, {"shell", shell_sort}, {"heap", heap_sort},
  {"quick", quick_sort}, {"merge", merge_sort}, {"radix", radix_sort},
};

static uint32_t next_random(uint32_t *state) { return *state = *state * 1664525u + 1013904223u; }

static uint32_t random_key(int i, uint32_t *state) { return (void)i, next_random(state); }
static uint32_t ascending_key(int i, uint32_t *state) { return (void)state, (uint32_t)i * 3; }
static uint32_t descending_key(int i, uint32_t *state) { return (void)state, ~0u - (uint32_t)i; }
static uint32_t few_keys(int i, uint32_t *state) { return (void)i, next_random(state) >> 29; }
static uint32_t nearly_sorted(int i, uint32_t *state) {
  return (uint32_t)i * 16 + next_random(state) % 64;
}

static const struct { const char *name; uint32_t (*key)(int, uint32_t *); } shapes[] = {
  {"random", random_key}, {"ascending", ascending_key}, {"descending", descending_key},
  {"few keys", few_keys}, {"nearly sorted", nearly_sorted},
};

static const char *verdict(const struct record *v, int n) {
  const char *best = "stable";
  for (int i = 1; i < n; i++) {
    if (v[i].key < v[i - 1].key) return "NOT SORTED";
    if (v[i].key == v[i - 1].key && v[i].position < v[i - 1].position) best = "sorted";
  }
  return best;
}

int main(void) {
  static struct record source[COUNT], v[COUNT];
  int failures = 0;
  for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
    uint32_t state = 2026;
    for (int i = 0; i < COUNT; i++) source[i] = (struct record){shapes[s].key(i, &state), i};
    printf("%s\n", shapes[s].name);
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
      memcpy(v, source, sizeof v);
      comparisons = moves = 0;
      methods[m].sort(v, COUNT);
      const char *result = verdict(v, COUNT);
      failures += result[0] == 'N';
      printf("  %-10s %8ld comparisons %8ld moves  %s\n", methods[m].name, comparisons, moves,
             result);
    }
  }
  return failures;
}
