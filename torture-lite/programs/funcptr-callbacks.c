// proves: callbacks with a context pointer, qsort and bsearch, comparison by address
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;

static int by_value(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  calls++;
  return (x > y) - (x < y);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct fold { long sum; int count; };

static void each(const int *v, int n, void (*visit)(int, void *), void *context) {
  for (int i = 0; i < n; i++) visit(v[i], context);
}

static void add_up(int x, void *context) {
  struct fold *f = context;
  f->sum += x;
  f->count++;
}

static void keep_max(int x, void *context) {
  int *best = context;
  if (x > *best) *best = x;
}

int main(void) {
  int v[40], best = -1;
  unsigned seed = 9;
  for (int i = 0; i < 40; i++) v[i] = (int)((seed = seed * 1103515245u + 12345u) >> 16 & 1023);
  struct fold f = {0, 0};
  each(v, 40, add_up, &f);
  each(v, 40, keep_max, &best);
  qsort(v, 40, sizeof *v, by_value);
  long sum = v[0];
  for (int i = 1; i < 40; i++) {
    CHECK(v[i - 1] <= v[i]);
    sum += v[i];
  }
  CHECK(sum == f.sum && f.count == 40 && best == v[39] && calls > 39);
  int *hit = bsearch(&v[17], v, 40, sizeof *v, by_value);
  CHECK(hit && *hit == v[17]);
  const char *words[] = {"pear", "fig", "apple", "plum", "date"};
  qsort(words, 5, sizeof *words, by_text);
  CHECK(!strcmp(words[0], "apple") && !strcmp(words[4], "plum") && !strcmp(words[2], "fig"));
  return 0;
}
