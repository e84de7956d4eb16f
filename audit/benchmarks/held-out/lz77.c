// class: compression
// result: 8760723476382918274 at n=110
// LZ77 with hash chains, packed and unpacked again
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 1 << 18, WINDOW = 1 << 15, HASH_BITS = 14 };
enum { MIN_MATCH = 4, MAX_MATCH = 258, CHAIN = 32 };

struct matcher {
  int32_t head[1 << HASH_BITS];
  int32_t previous[WINDOW];
};

static uint32_t hash4(const uint8_t *p) {
  uint32_t x = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
  return x * 2654435761u >> (32 - HASH_BITS);
}

static void insert(struct matcher *m, const uint8_t *data, int32_t at) {
  uint32_t h = hash4(data + at);
  m->previous[at & (WINDOW - 1)] = m->head[h];
  m->head[h] = at;
}

/* The length of the longest match, or 0. */
static int longest(const struct matcher *m, const uint8_t *data, int32_t at, int limit,
                   int *distance) {
  int best = MIN_MATCH - 1;
  int32_t candidate = m->head[hash4(data + at)];
  for (int tries = CHAIN; tries > 0 && candidate >= 0 && at - candidate < WINDOW; tries--) {
    const uint8_t *a = data + at, *b = data + candidate;
    if (b[best] == a[best]) {
      int length = 0;
      while (length < limit && a[length] == b[length]) length++;
      if (length > best) {
        best = length;
        *distance = at - candidate;
        if (length == limit) break;
      }
    }
    candidate = m->previous[candidate & (WINDOW - 1)];
  }
  return best >= MIN_MATCH ? best : 0;
}

static uint8_t *put_number(uint8_t *out, uint32_t x) {
  while (x >= 128) {
    *out++ = (uint8_t)(x | 128);
    x >>= 7;
  }
  *out++ = (uint8_t)x;
  return out;
}

static const uint8_t *get_number(const uint8_t *in, uint32_t *x) {
  uint32_t value = 0;
  int shift = 0;
  while (*in & 128) {
    value |= (uint32_t)(*in++ & 127) << shift;
    shift += 7;
  }
  *x = value | (uint32_t)*in++ << shift;
  return in;
}

static uint8_t *literals(uint8_t *out, const uint8_t *from, size_t count) {
  out = put_number(out, (uint32_t)count);
  memcpy(out, from, count);
  return out + count;
}

/* Pairs of a run of literals and a match (length 0 ends it). */
static size_t pack(struct matcher *m, const uint8_t *data, int32_t size, uint8_t *packed) {
  uint8_t *out = packed;
  int32_t at = 0, run = 0;
  memset(m->head, 0xff, sizeof m->head);
  while (at < size) {
    int distance = 0, length = 0;
    if (size - at >= MIN_MATCH + 4) {
      int limit = size - at - 4 < MAX_MATCH ? size - at - 4 : MAX_MATCH;
      length = longest(m, data, at, limit, &distance);
      insert(m, data, at);
    }
    if (length == 0) {
      at++;
      continue;
    }
    out = literals(out, data + run, (size_t)(at - run));
    out = put_number(out, (uint32_t)length);
    out = put_number(out, (uint32_t)distance);
    for (int i = 1; i < length; i++) insert(m, data, at + i);
    at += length;
    run = at;
  }
  out = literals(out, data + run, (size_t)(at - run));
  out = put_number(out, 0);
  return (size_t)(out - packed);
}

static size_t unpack(const uint8_t *in, uint8_t *data) {
  uint8_t *out = data;
  for (;;) {
    uint32_t count, length, distance;
    in = get_number(in, &count);
    memcpy(out, in, count);
    in += count;
    out += count;
    in = get_number(in, &length);
    if (length == 0) return (size_t)(out - data);
    in = get_number(in, &distance);
    const uint8_t *from = out - distance;
    while (length-- > 0) *out++ = *from++;
  }
}

static uint32_t adler(const uint8_t *p, size_t size) {
  uint32_t a = 1, b = 0;
  for (size_t i = 0; i < size; i++) {
    a = (a + p[i]) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

/* Text of words that come again and again, with some noise. */
static void compose(uint8_t *data, size_t size, uint32_t seed) {
  static const char *const words[] = {
    "the ", "window ", "slides ", "over ", "a ", "text ", "and ", "finds ", "what ", "it ", "saw ",
    "before", ", ", "nearer ", "matches ", "cost ", "fewer ", "bits", ".\n"
  };
  size_t at = 0;
  while (at < size) {
    seed = seed * 1664525u + 1013904223u;
    if (seed >> 29 == 0) {
      data[at++] = (uint8_t)(seed >> 16);
      continue;
    }
    const char *word = words[(seed >> 12) % (sizeof words / sizeof words[0])];
    for (; *word != 0 && at < size; word++) data[at++] = (uint8_t)*word;
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 110;
  uint8_t *data = malloc(SIZE), *packed = malloc(2 * SIZE), *again = malloc(SIZE);
  struct matcher *m = malloc(sizeof *m);
  uint64_t result = 0;
  if (data == NULL || packed == NULL || again == NULL || m == NULL) return 1;
  for (long round = 0; round < n; round++) {
    compose(data, SIZE, (uint32_t)round);
    size_t size = pack(m, data, SIZE, packed);
    if (unpack(packed, again) != SIZE || memcmp(data, again, SIZE) != 0) return 1;
    result = result * 31 + size + adler(packed, size);
  }
  printf("result %llu\n", (unsigned long long)result);
  free(data);
  free(packed);
  free(again);
  free(m);
  return 0;
}
