// class: digest
// result: 141424393088806861 at n=2500
// SHA-256 (FIPS 180-4) of a changing message
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sha256 {
  uint32_t state[8];
  uint64_t length;
  size_t fill;
  unsigned char block[64];
};

static const uint32_t k[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t rotr(uint32_t x, int n) { return x >> n | x << (32 - n); }

static uint32_t load_be(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void store_be(unsigned char *p, uint32_t x) {
  p[0] = x >> 24;
  p[1] = x >> 16;
  p[2] = x >> 8;
  p[3] = x;
}

static void compress(uint32_t state[8], const unsigned char *block) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++) w[i] = load_be(block + 4 * i);
  for (int i = 16; i < 64; i++) {
    uint32_t s0 = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t s1 = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    uint32_t s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    uint32_t choice = (e & f) ^ (~e & g);
    uint32_t t1 = h + s1 + choice + k[i] + w[i];
    uint32_t s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    uint32_t t2 = s0 + majority;
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

static void start(struct sha256 *s) {
  static const uint32_t initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  memcpy(s->state, initial, sizeof initial);
  s->length = 0;
  s->fill = 0;
}

static void update(struct sha256 *s, const unsigned char *data, size_t size) {
  s->length += size;
  if (s->fill > 0) {
    size_t room = 64 - s->fill;
    size_t take = size < room ? size : room;
    memcpy(s->block + s->fill, data, take);
    s->fill += take;
    data += take;
    size -= take;
    if (s->fill < 64) return;
    compress(s->state, s->block);
    s->fill = 0;
  }
  for (; size >= 64; data += 64, size -= 64) compress(s->state, data);
  memcpy(s->block, data, size);
  s->fill = size;
}

static void finish(struct sha256 *s, unsigned char digest[32]) {
  static const unsigned char padding[64] = {0x80};
  uint64_t bits = s->length * 8;
  unsigned char size[8];
  store_be(size, bits >> 32);
  store_be(size + 4, (uint32_t)bits);
  update(s, padding, 1 + (119 - s->fill) % 64);
  update(s, size, 8);
  for (int i = 0; i < 8; i++) store_be(digest + 4 * i, s->state[i]);
}

/* The digest of "abc" is known. */
static int known_answer(void) {
  static const unsigned char expected[4] = {0xba, 0x78, 0x16, 0xbf};
  struct sha256 s;
  unsigned char digest[32];
  start(&s);
  update(&s, (const unsigned char *)"abc", 3);
  finish(&s, digest);
  return memcmp(digest, expected, sizeof expected) == 0;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 2500;
  static unsigned char message[65536];
  unsigned char digest[32] = {0};
  if (!known_answer()) return 1;
  for (size_t i = 0; i < sizeof message; i++) message[i] = i * 37 >> 3;
  for (long round = 0; round < n; round++) {
    struct sha256 s;
    memcpy(message, digest, sizeof digest);
    start(&s);
    update(&s, message, sizeof message - (size_t)(round % 100));
    finish(&s, digest);
  }
  uint64_t result = 0;
  for (int i = 0; i < 8; i++) result = result << 8 | digest[i];
  printf("result %llu\n", (unsigned long long)result);
  return 0;
}
