// class: hash-tree
// result: 14000051928335050497 at n=12000000
// open addressing, linear probing
#include <stdio.h>
#include <stdlib.h>

struct entry { unsigned long key; long value; };

static struct entry *table;
static unsigned long mask, probes;

static struct entry *find(unsigned long key) {
  unsigned long at = (key ^ key >> 17 ^ key >> 9) * 0x9e3779b97f4a7c15ul >> 13 & mask;
  for (;; at = (at + 1) & mask) {
    probes++;
    if (table[at].key == key || table[at].key == 0) return &table[at];
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 12000000;
  unsigned long size = 1024;
  while (size < (unsigned long)n / 4) size *= 2;
  mask = size - 1;
  table = calloc(size, sizeof *table);
  unsigned long seed = 1;
  for (long i = 0; i < n; i++) {
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    unsigned long key = 1 + (seed >> 33) % (size / 2) * 2654435761ul;
    struct entry *entry = find(key);
    if (entry->key == 0) entry->key = key;
    entry->value += i;
  }
  unsigned long sum = 0;
  for (unsigned long i = 0; i < size; i++) sum += table[i].key * 31 + table[i].value;
  printf("result %lu\nsteps %lu\n", sum, probes);
  return 0;
}
