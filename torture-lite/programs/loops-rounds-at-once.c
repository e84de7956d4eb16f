// proves: rounds that may be done several at once are done all and once, whatever their number
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)
#define MOST 70

static int from[MOST], to[MOST + 1];
static unsigned char bytes[MOST], mixed[MOST + 1];
static volatile int zero;

static void scale(int *out, const int *in, int n, int by) {
  for (int i = 0; i < n; i++) out[i] = in[i] * by + 1;
}

static void average(unsigned char *out, const unsigned char *in, unsigned n) {
  for (unsigned i = 0; i + 1 < n; i++) out[i] = (in[i] + in[i + 1] + 1) / 2;
}

static void turned(int *out, const int *in, int n) {
  for (int i = 0; i < n; i++) out[i] = in[n - 1 - i];
}

static void steps(int *out, long n) {
  for (long i = n - 1; i >= 0; i -= 1) out[i] = (int)i * 3;
}

int main(void) {
  for (int n = 0; n <= MOST; n++) {
    for (int i = 0; i < MOST; i++) {
      from[i] = i * 7 - 100;
      bytes[i] = i * 37 + n;
    }
    for (int i = 0; i <= MOST; i++) {
      to[i] = -5;
      mixed[i] = 9;
    }
    scale(to, from, n + zero, 3);
    for (int i = 0; i < n; i++) CHECK(to[i] == (i * 7 - 100) * 3 + 1);
    CHECK(to[n] == -5);
    average(mixed, bytes, n + zero);
    for (int i = 0; i + 1 < n; i++) CHECK(mixed[i] == ((bytes[i] + bytes[i + 1] + 1) >> 1));
    CHECK(mixed[n > 0 ? n - 1 : 0] == 9 && mixed[n] == 9);
    turned(to, from, n + zero);
    for (int i = 0; i < n; i++) CHECK(to[i] == from[n - 1 - i]);
    steps(to, n + zero);
    for (int i = 0; i < n; i++) CHECK(to[i] == i * 3);
    CHECK(to[n] == -5);
  }
  return 0;
}
