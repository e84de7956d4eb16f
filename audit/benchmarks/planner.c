// class: plans
// result: 1125157661316 at n=1500000
// a join whose plan hangs on one bit operation
#include <stdio.h>
#include <stdlib.h>

/*
 * A join that plans before it runs: it weighs a scan of the inner table against a search of it by
 * logarithms in tenths, which come from the number of leading zero bits. A compiler that gets that
 * number wrong still joins correctly, but compares every pair.
 */
struct row { unsigned long key; unsigned long value; };

static unsigned long comparisons;

static long logarithm(unsigned long x) {
  static const int fraction[8] = {0, 2, 3, 5, 6, 7, 8, 9};
  if (x < 8) return x < 2 ? 0 : x < 4 ? 10 : 20;
  int top = 63 - __builtin_clzl(x);
  return 10 * top + fraction[x >> (top - 3) & 7];
}

static const struct row *scan(const struct row *rows, long count, unsigned long key) {
  for (long i = 0; i < count; i++) {
    comparisons++;
    if (rows[i].key == key) return &rows[i];
  }
  return NULL;
}

static const struct row *seek(const struct row *rows, long count, unsigned long key) {
  long low = 0, high = count;
  while (low < high) {
    long middle = (low + high) / 2;
    comparisons++;
    if (rows[middle].key < key) low = middle + 1;
    else high = middle;
  }
  return low < count && rows[low].key == key ? &rows[low] : NULL;
}

/* The cost of a scan is counted out by doubling; that of a search is the logarithm of it. */
static int prefers_search(long count) {
  long scan_cost = 0;
  for (long rows = 1; rows < count; rows *= 2) scan_cost += 10;
  return logarithm(scan_cost) + 10 < scan_cost;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1500000;
  struct row *rows = malloc(n * sizeof *rows);
  for (long i = 0; i < n; i++) {
    rows[i].key = 3 * i;
    rows[i].value = i ^ 0x5555;
  }
  int search = prefers_search(n);
  unsigned long sum = 0, seed = 9;
  for (long i = 0; i < n; i++) {
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    unsigned long key = 3 * ((seed >> 33) % n);
    const struct row *row = search ? seek(rows, n, key) : scan(rows, n, key);
    sum += row != NULL ? row->value : 0;
  }
  printf("result %lu\nsteps %lu\n", sum, comparisons);
  return 0;
}
