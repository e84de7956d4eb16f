// SHA-256 (FIPS 180-4): prints the digest of every line of standard input and of the whole of it,
// after checking itself with the standard's examples, one of them a million letters long.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sha256 {
  uint32_t state[8];
  uint64_t length;  // bytes taken so far
  uint8_t block[64];
};

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t round_constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void compress(uint32_t state[8], const uint8_t *block) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++, block += 4) {
    w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 | block[3];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t low = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t high = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    uint32_t sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25), choice = (e & f) ^ (~e & g);
    uint32_t sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    uint32_t t = h + sum1 + choice + round_constants[i] + w[i];
    h = g;
    g = f;
    f = e;
    e = d + t;
    d = c;
    c = b;
    b = a;
    a = t + sum0 + majority;
  }
  const uint32_t turn[8] = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; i++) state[i] += turn[i];
}

static void start(struct sha256 *s) {
  static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(s->state, initial, sizeof initial);
  s->length = 0;
}

static void update(struct sha256 *s, const void *data, size_t n) {
  const uint8_t *p = data;
  while (n > 0) {
    size_t used = s->length % 64, take = n < 64 - used ? n : 64 - used;
    memcpy(s->block + used, p, take);
    s->length += take;
    p += take;
    n -= take;
    if (s->length % 64 == 0) compress(s->state, s->block);
  }
}

static void finish(struct sha256 *s, char hex[65]) {
  uint64_t bits = s->length * 8;
  uint8_t length[8];
  for (int i = 0; i < 8; i++) length[i] = (uint8_t)(bits >> (56 - 8 * i));
  update(s, "\x80", 1);
  while (s->length % 64 != 56) update(s, "", 1);
  update(s, length, sizeof length);
  for (int i = 0; i < 8; i++) snprintf(hex + 8 * i, 9, "%08x", s->state[i]);
}

static int self_test(void) {
  static const struct { const char *text; int times; const char *digest; } cases[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"aaaaaaaaaa", 100000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  int failed = 0;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct sha256 s;
    char hex[65];
    start(&s);
    for (int n = 0; n < cases[i].times; n++) update(&s, cases[i].text, strlen(cases[i].text));
    finish(&s, hex);
    failed += strcmp(hex, cases[i].digest) != 0;
  }
  printf("self test: %d of %zu failed\n", failed, sizeof cases / sizeof cases[0]);
  return failed;
}

int main(void) {
  struct sha256 whole, one;
  char line[512], hex[65];
  int failed = self_test();
  start(&whole);
  while (fgets(line, sizeof line, stdin)) {
    update(&whole, line, strlen(line));
    line[strcspn(line, "\n")] = 0;
    start(&one);
    update(&one, line, strlen(line));
    finish(&one, hex);
    printf("%s  %.40s\n", hex, line);
  }
  finish(&whole, hex);
  printf("%s  the whole input\n", hex);
  return failed != 0;
}
