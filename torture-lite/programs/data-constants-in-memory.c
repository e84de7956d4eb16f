// proves: read-only tables of every type are emitted with the right bytes, order and alignment
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct all {
  int8_t a;
  uint16_t b;
  int32_t c;
  int64_t d;
  float e;
  double f;
  const char *g;
  unsigned h : 5, i : 20;
  _Bool j;
};

static const struct all one = {-1, 0xbeef, -2, -3, 1.5f, -2.25, "text", 21, 0xabcde, 1};
static const uint64_t big[] = {1, 1ull << 63, 0x0123456789abcdef, ~0ull, 'x'};
static const float floats[] = {1, -0.5, 1e10f, 0x1p-149f};
static const double doubles[] = {1, 1e-320, 0.1, -1e300};
static const short *const shorts = (const short[]){1, -1, 32767};
static const unsigned char image[4] = {0x89, 'P', 'N', 'G'};

static const void *volatile hidden = &one;

int main(void) {
  const struct all *p = hidden;
  unsigned char raw[64];
  memcpy(raw, p, sizeof *p);
  CHECK(raw[0] == 0xff && raw[2] == 0xef && raw[3] == 0xbe && raw[4] == 0xfe && raw[7] == 0xff);
  CHECK(p->d == -3 && p->e == 1.5f && p->f == -2.25 && p->g[3] == 't');
  CHECK(p->h == 21 && p->i == 0xabcde && p->j == 1 && sizeof *p == 48);
  CHECK(big[1] >> 60 == 8 && big[2] % 16 == 15 && big[3] + 1 == 0 && big[4] == 120);
  CHECK(floats[1] == -0.5f && floats[2] == 1e10 && floats[3] > 0 && floats[3] / 2 == 0);
  CHECK(doubles[1] > 0 && doubles[1] < 1e-319 && doubles[2] * 10 == 1 && doubles[3] < 0);
  CHECK(shorts[1] == -1 && shorts[2] + 1 == 32768 && image[0] == 137 && image[3] == 71);
  CHECK((uintptr_t)&p->d % 8 == 0 && (uintptr_t)doubles % 8 == 0);
  return 0;
}
