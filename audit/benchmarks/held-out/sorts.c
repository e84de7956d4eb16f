// class: sorting
// result: 10753867694067268622 at n=500000
// records by a comparison function, by merging and by radix
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record {
  uint32_t key;
  uint32_t serial;
  double weight;
};

typedef int comparison(const void *, const void *);

static int by_key(const void *a, const void *b) {
  const struct record *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

static int by_weight(const void *a, const void *b) {
  const struct record *x = a, *y = b;
  if (x->weight < y->weight) return -1;
  if (x->weight > y->weight) return 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void swap(char *a, char *b, size_t size) {
  while (size-- > 0) {
    char t = *a;
    *a++ = *b;
    *b++ = t;
  }
}

/* Quicksort of anything: median of three, the smaller part first, small parts by insertion. */
static void quicksort(void *base, size_t count, size_t size, comparison *compare) {
  char *low = base;
  while (count > 12) {
    char *middle = low + count / 2 * size, *last = low + (count - 1) * size;
    if (compare(middle, low) < 0) swap(middle, low, size);
    if (compare(last, middle) < 0) {
      swap(last, middle, size);
      if (compare(middle, low) < 0) swap(middle, low, size);
    }
    swap(low, middle, size);
    char *left = low, *right = low + count * size;
    for (;;) {
      do left += size;
      while (left < low + count * size && compare(left, low) < 0);
      do right -= size;
      while (compare(low, right) < 0);
      if (left >= right) break;
      swap(left, right, size);
    }
    swap(low, right, size);
    size_t before = (size_t)(right - low) / size, after = count - before - 1;
    if (before < after) {
      quicksort(low, before, size, compare);
      low = right + size;
      count = after;
    } else {
      quicksort(right + size, after, size, compare);
      count = before;
    }
  }
  for (size_t i = 1; i < count; i++) {
    for (char *p = low + i * size; p > low && compare(p, p - size) < 0; p -= size) {
      swap(p, p - size, size);
    }
  }
}

static void merge_sort(uint32_t *a, uint32_t *spare, size_t count) {
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t start = 0; start < count; start += 2 * width) {
      size_t middle = start + width < count ? start + width : count;
      size_t end = start + 2 * width < count ? start + 2 * width : count;
      size_t i = start, j = middle, k = start;
      while (i < middle && j < end) spare[k++] = a[j] < a[i] ? a[j++] : a[i++];
      while (i < middle) spare[k++] = a[i++];
      while (j < end) spare[k++] = a[j++];
    }
    memcpy(a, spare, count * sizeof *a);
  }
}

static void radix_sort(struct record *a, struct record *spare, size_t count) {
  for (int shift = 0; shift < 32; shift += 8) {
    size_t places[257] = {0};
    for (size_t i = 0; i < count; i++) places[(a[i].key >> shift & 255) + 1]++;
    for (int d = 0; d < 256; d++) places[d + 1] += places[d];
    for (size_t i = 0; i < count; i++) spare[places[a[i].key >> shift & 255]++] = a[i];
    struct record *t = a;
    a = spare;
    spare = t;
  }
}

static void fill(struct record *a, size_t count, uint32_t seed) {
  for (size_t i = 0; i < count; i++) {
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    a[i].key = seed;
    a[i].serial = (uint32_t)i;
    a[i].weight = (double)(seed % 5000) / 16.0;
  }
}

static int sorted(const struct record *a, size_t count, comparison *compare) {
  for (size_t i = 1; i < count; i++) {
    if (compare(&a[i - 1], &a[i]) > 0) return 0;
  }
  return 1;
}

static uint64_t digest(const struct record *a, size_t count) {
  uint64_t hash = 0;
  for (size_t i = 0; i < count; i++) hash = hash * 31 + a[i].key + a[i].serial;
  return hash;
}

int main(int argc, char **argv) {
  size_t n = argc > 1 ? (size_t)atol(argv[1]) : 500000;
  struct record *a = malloc(n * sizeof *a), *b = malloc(n * sizeof *b);
  uint32_t *keys = malloc(n * sizeof *keys), *spare = malloc(n * sizeof *spare);
  uint64_t result = 0;
  if (a == NULL || b == NULL || keys == NULL || spare == NULL) return 1;
  for (uint32_t round = 1; round <= 4; round++) {
    fill(a, n, round * 77);
    for (size_t i = 0; i < n; i++) keys[i] = a[i].key;
    quicksort(a, n, sizeof *a, by_weight);
    if (!sorted(a, n, by_weight)) return 1;
    result = result * 31 + digest(a, n);
    radix_sort(a, b, n);
    if (!sorted(a, n, by_key)) return 1;
    merge_sort(keys, spare, n);
    for (size_t i = 0; i < n; i++) {
      if (keys[i] != a[i].key) return 1;
    }
    result = result * 31 + digest(a, n);
  }
  printf("result %llu\n", (unsigned long long)result);
  free(a);
  free(b);
  free(keys);
  free(spare);
  return 0;
}
