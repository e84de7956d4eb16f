// Counts the words of standard input in a hash map with open addressing and Robin Hood probing,
// removes the words of one letter again, and prints the ten most frequent ones and the map's state.
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  char *key;  // NULL marks a free place
  uint32_t hash;
  int count;
};

// The capacity is a power of two, and at most 7/8 of the places are taken. Invariant: along a
// probe sequence the entries' distances from home never drop by more than one.
struct map {
  struct entry *entries;
  uint32_t capacity, used;
};

// FNV-1a.
static uint32_t hash_text(const char *s) {
  uint32_t h = 2166136261u;
  while (*s) h = (h ^ (unsigned char)*s++) * 16777619u;
  return h;
}

static uint32_t distance(const struct map *m, uint32_t hash, uint32_t at) {
  return (at - hash) & (m->capacity - 1);
}

static struct entry *find(const struct map *m, const char *key) {
  uint32_t hash = hash_text(key), mask = m->capacity - 1;
  for (uint32_t at = hash & mask, far = 0;; at = (at + 1) & mask, far++) {
    struct entry *e = &m->entries[at];
    if (!e->key || distance(m, e->hash, at) < far) return NULL;
    if (e->hash == hash && strcmp(e->key, key) == 0) return e;
  }
}

// Puts an entry that is known to be absent: whoever is farther from home keeps the place.
static void place(struct map *m, struct entry e) {
  uint32_t mask = m->capacity - 1;
  for (uint32_t at = e.hash & mask, far = 0;; at = (at + 1) & mask, far++) {
    struct entry *here = &m->entries[at];
    if (!here->key) {
      *here = e;
      m->used++;
      return;
    }
    uint32_t theirs = distance(m, here->hash, at);
    if (theirs < far) {
      struct entry evicted = *here;
      *here = e;
      e = evicted;
      far = theirs;
    }
  }
}

static void grow(struct map *m) {
  struct map bigger = {NULL, m->capacity ? m->capacity * 2 : 8, 0};
  bigger.entries = calloc(bigger.capacity, sizeof *bigger.entries);
  if (!bigger.entries) abort();
  for (uint32_t i = 0; i < m->capacity; i++) {
    if (m->entries[i].key) place(&bigger, m->entries[i]);
  }
  free(m->entries);
  *m = bigger;
}

static void count_word(struct map *m, const char *word) {
  struct entry *e = m->capacity ? find(m, word) : NULL;
  if (e) {
    e->count++;
    return;
  }
  if (m->used + 1 > m->capacity / 8 * 7) grow(m);
  char *key = malloc(strlen(word) + 1);
  if (!key) abort();
  place(m, (struct entry){strcpy(key, word), hash_text(word), 1});
}

// Closes the gap by shifting back the followers that are away from home; no tombstones.
static void delete_entry(struct map *m, struct entry *e) {
  uint32_t mask = m->capacity - 1, at = (uint32_t)(e - m->entries);
  free(e->key);
  for (;;) {
    uint32_t next = (at + 1) & mask;
    struct entry *follower = &m->entries[next];
    if (!follower->key || distance(m, follower->hash, next) == 0) break;
    m->entries[at] = *follower;
    at = next;
  }
  m->entries[at].key = NULL;
  m->used--;
}

static int by_count(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->count != y->count) return y->count - x->count;
  return strcmp(x->key, y->key);
}

static void report(const struct map *m) {
  struct entry *sorted = malloc((m->used + 1) * sizeof *sorted);
  if (!sorted) abort();
  uint32_t n = 0, longest = 0, total = 0;
  for (uint32_t i = 0; i < m->capacity; i++) {
    const struct entry *e = &m->entries[i];
    if (!e->key) continue;
    sorted[n++] = *e;
    uint32_t far = distance(m, e->hash, i);
    total += far;
    if (far > longest) longest = far;
  }
  qsort(sorted, n, sizeof *sorted, by_count);
  for (uint32_t i = 0; i < n && i < 10; i++) printf("%3d %s\n", sorted[i].count, sorted[i].key);
  printf("%u of %u places, probes %u in sum, %u at most\n", n, m->capacity, total, longest);
  free(sorted);
}

int main(void) {
  struct map m = {NULL, 0, 0};
  char word[64];
  int length = 0, c;
  do {
    c = getchar();
    if (c != EOF && isalpha(c)) {
      if (length < 63) word[length++] = (char)tolower(c);
    } else if (length > 0) {
      word[length] = 0;
      count_word(&m, word);
      length = 0;
    }
  } while (c != EOF);
  report(&m);
  for (c = 'a'; c <= 'z'; c++) {
    struct entry *e = find(&m, (char[]){(char)c, 0});
    if (e) delete_entry(&m, e);
  }
  puts("without the words of one letter:");
  report(&m);
  for (uint32_t i = 0; i < m.capacity; i++) free(m.entries[i].key);
  free(m.entries);
  return 0;
}
