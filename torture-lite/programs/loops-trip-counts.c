// proves: every trip count from 0 to 40 gives the right sum, when unrolled or vectorised too
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int32_t data[64];
static uint8_t bytes[64];
static double reals[64];

static int32_t sum32(const int32_t *v, int n) {
  int32_t s = 0;
  for (int i = 0; i < n; i++) s += v[i];
  return s;
}

static int sum8(const uint8_t *v, unsigned n) {
  int s = 0;
  while (n--) s += *v++;
  return s;
}

static void shift(double *to, const double *from, int n, int step) {
  for (int i = 0; i < n; i += step) to[i] = from[i] * 2 + 1;
}

static int32_t (*volatile f)(const int32_t *, int) = sum32;
static int (*volatile g)(const uint8_t *, unsigned) = sum8;
static void (*volatile h)(double *, const double *, int, int) = shift;

int main(void) {
  for (int i = 0; i < 64; i++) {
    data[i] = i * i - 7;
    bytes[i] = (uint8_t)(i * 5);
  }
  int32_t want = 0;
  int want8 = 0;
  for (int n = 0; n <= 40; n++) {
    CHECK(f(data, n) == want && f(data + 3, n) == f(data, n + 3) - f(data, 3));
    CHECK(g(bytes, (unsigned)n) == want8);
    for (int step = 1; step < 5; step++) {
      for (int i = 0; i < 64; i++) reals[i] = i;
      h(reals, reals, n, step);
      for (int i = 0; i < 64; i++) CHECK(reals[i] == (i < n && i % step == 0 ? i * 2 + 1 : i));
    }
    want += n * n - 7;
    want8 += (uint8_t)(n * 5);
  }
  return 0;
}
