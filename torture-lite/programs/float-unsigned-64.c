// proves: conversions between floating types and unsigned 64 bits, on both sides of 2^63
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double to_double(uint64_t u) { return (double)u; }
static float to_float(uint64_t u) { return (float)u; }
static uint64_t from_double(double d) { return (uint64_t)d; }
static uint64_t from_float(float f) { return (uint64_t)f; }
static double (*volatile td)(uint64_t) = to_double;
static float (*volatile tf)(uint64_t) = to_float;
static uint64_t (*volatile fd)(double) = from_double;
static uint64_t (*volatile ff)(float) = from_float;

int main(void) {
  for (int n = 0; n < 64; n++) {
    uint64_t u = (uint64_t)1 << n;
    CHECK(fd(td(u)) == u && ff(tf(u)) == u);
    if (n >= 53) CHECK(td(u + 1) == td(u));
    else CHECK(td(u + 1) == td(u) + 1);
    if (n >= 53) {
      uint64_t half = u >> 53, odd = u + 2 * half;
      CHECK(fd(td(odd)) == odd);
      CHECK(fd(td(u + half)) == u);
      CHECK(fd(td(odd + half)) == odd + 2 * half);
      if (half > 1) CHECK(fd(td(u + half + 1)) == odd && fd(td(u + half - 1)) == u);
    }
    if (n >= 24) {
      uint64_t half = u >> 24, odd = u + 2 * half;
      CHECK(ff(tf(u + half)) == u && ff(tf(odd + half)) == odd + 2 * half);
      if (half > 1) CHECK(ff(tf(u + half + 1)) == odd && ff(tf(u + half - 1)) == u);
    }
  }
  CHECK(fd(9223372036854774784.0) == 9223372036854774784u);
  CHECK(fd(18446744073709549568.0) == 18446744073709549568u);
  CHECK(td(UINT64_MAX) == 0x1p64 && tf(UINT64_MAX) == 0x1p64f);
  CHECK(tf(0x8000008000000001u) == 0x1.000002p63f);
  CHECK(tf(0x7fffffbfffffffffu) == 0x1.fffffep62f && tf(0x7fffffc000000000u) == 0x1p63f);
  CHECK(fd(0.99) == 0 && fd(1.99) == 1 && fd(-0.5) == 0);
  return 0;
}
