// Compresses standard input with LZ77 (greedy matching, hash chains) into a byte stream of
// literal runs and copies, expands it again, and tells sizes, a checksum and the first tokens.
//
// Stream: a control byte n < 128 stands before n + 1 literal bytes; n >= 128 is a copy of
// n - 128 + MIN_MATCH bytes from a distance given in the next two bytes, low byte first.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MIN_MATCH = 4,
  MAX_MATCH = 127 + MIN_MATCH,
  MAX_LITERALS = 128,
  WINDOW = 65535,
  HASH_BITS = 12,
  MAX_CHAIN = 64
};

struct buffer {
  uint8_t *bytes;
  size_t length, room;
};

static void append(struct buffer *b, const uint8_t *bytes, size_t n) {
  if (b->length + n > b->room) {
    b->room = (b->length + n) * 2;
    b->bytes = realloc(b->bytes, b->room);
    if (!b->bytes) abort();
  }
  if (n > 0) memcpy(b->bytes + b->length, bytes, n);
  b->length += n;
}

static void append_byte(struct buffer *b, unsigned byte) {
  append(b, &(uint8_t){(uint8_t)byte}, 1);
}

static uint32_t hash4(const uint8_t *p) {
  uint32_t word = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
  return word * 2654435761u >> (32 - HASH_BITS);
}

// The newest position of every hash, and for every position the one before it with that hash.
struct matcher {
  const struct buffer *in;
  int32_t head[1 << HASH_BITS];
  int32_t *previous;
};

static void remember(struct matcher *m, size_t at) {
  if (at + MIN_MATCH > m->in->length) return;
  uint32_t h = hash4(m->in->bytes + at);
  m->previous[at] = m->head[h];
  m->head[h] = (int32_t)at;
}

static size_t match_length(const struct buffer *in, size_t a, size_t b) {
  size_t n = 0;
  while (b + n < in->length && n < MAX_MATCH && in->bytes[a + n] == in->bytes[b + n]) n++;
  return n;
}

static size_t longest_match(const struct matcher *m, size_t at, size_t *distance) {
  size_t best = 0;
  if (at + MIN_MATCH > m->in->length) return 0;
  int32_t candidate = m->head[hash4(m->in->bytes + at)];
  for (int tries = 0; candidate >= 0 && tries < MAX_CHAIN; tries++) {
    if (at - (size_t)candidate > WINDOW) break;
    size_t n = match_length(m->in, (size_t)candidate, at);
    if (n > best) {
      best = n;
      *distance = at - (size_t)candidate;
    }
    candidate = m->previous[candidate];
  }
  return best;
}

static void flush_literals(struct buffer *out, const uint8_t *from, size_t n) {
  while (n > 0) {
    size_t run = n < MAX_LITERALS ? n : MAX_LITERALS;
    append_byte(out, (unsigned)run - 1);
    append(out, from, run);
    from += run;
    n -= run;
  }
}

static struct buffer compress(const struct buffer *in) {
  struct buffer out = {0};
  struct matcher *m = malloc(sizeof *m);
  if (!m) abort();
  m->in = in;
  memset(m->head, 0xff, sizeof m->head);
  m->previous = malloc((in->length + 1) * sizeof *m->previous);
  if (!m->previous) abort();
  size_t at = 0, literals = 0;
  while (at < in->length) {
    size_t distance = 0, n = longest_match(m, at, &distance);
    if (n < MIN_MATCH) {
      remember(m, at++);
      literals++;
      continue;
    }
    flush_literals(&out, in->bytes + at - literals, literals);
    literals = 0;
    append_byte(&out, 128 + (unsigned)n - MIN_MATCH);
    append_byte(&out, distance & 255);
    append_byte(&out, (unsigned)(distance >> 8));
    while (n-- > 0) remember(m, at++);
  }
  flush_literals(&out, in->bytes + at - literals, literals);
  free(m->previous);
  free(m);
  return out;
}

static struct buffer expand(const struct buffer *in) {
  struct buffer out = {0};
  for (size_t at = 0; at < in->length;) {
    unsigned control = in->bytes[at++];
    if (control < 128) {
      append(&out, in->bytes + at, control + 1);
      at += control + 1;
      continue;
    }
    size_t distance = in->bytes[at] | in->bytes[at + 1] << 8;
    at += 2;
    for (unsigned n = control - 128 + MIN_MATCH; n > 0; n--) {
      append_byte(&out, out.bytes[out.length - distance]);
    }
  }
  return out;
}

// Adler-32 (RFC 1950).
static uint32_t checksum(const struct buffer *b) {
  uint32_t low = 1, high = 0;
  for (size_t i = 0; i < b->length; i++) {
    low = (low + b->bytes[i]) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

static void list_tokens(const struct buffer *b, int limit) {
  for (size_t at = 0; at < b->length && limit > 0; limit--) {
    unsigned control = b->bytes[at];
    if (control < 128) {
      printf("%6zu  literals %3u\n", at, control + 1);
      at += control + 2;
    } else {
      unsigned distance = b->bytes[at + 1] | (unsigned)b->bytes[at + 2] << 8;
      printf("%6zu  copy %3u from -%u\n", at, control - 128 + MIN_MATCH, distance);
      at += 3;
    }
  }
}

int main(void) {
  struct buffer in = {0};
  uint8_t block[512];
  for (size_t got; (got = fread(block, 1, sizeof block, stdin)) > 0;) append(&in, block, got);
  struct buffer packed = compress(&in), back = expand(&packed);
  printf("in %zu, out %zu, Adler-32 %08x\n", in.length, packed.length, checksum(&packed));
  list_tokens(&packed, 12);
  int same = back.length == in.length && checksum(&back) == checksum(&in) &&
             (in.length == 0 || memcmp(back.bytes, in.bytes, in.length) == 0);
  puts(same ? "expands to the same text" : "FAULT: expands to another text");
  free(in.bytes);
  free(packed.bytes);
  free(back.bytes);
  return !same;
}
