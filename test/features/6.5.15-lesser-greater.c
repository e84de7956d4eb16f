/* C11 6.5.15: the lesser and the greater, to the sign of zero and for what is not a number. */
#include "check.h"
#include <string.h>
#define LESSER(a, b) ((a) < (b) ? (a) : (b))
#define GREATER(a, b) ((a) > (b) ? (a) : (b))

static unsigned long bits(double x) {
  unsigned long b;
  memcpy(&b, &x, sizeof b);
  return x != x ? 0x7ff8000000000000ul : b;
}

#define KIND(T, P) \
  __attribute__((noinline)) T P##less(T a, T b) { return a < b ? a : b; } \
  __attribute__((noinline)) T P##less2(T a, T b) { return b > a ? a : b; } \
  __attribute__((noinline)) T P##lesseq(T a, T b) { return a <= b ? a : b; } \
  __attribute__((noinline)) T P##more(T a, T b) { return a > b ? a : b; } \
  __attribute__((noinline)) T P##more2(T a, T b) { if (a < b) a = b; return a; } \
  __attribute__((noinline)) T P##unless(T a, T b) { return !(a < b) ? a : b; } \
  __attribute__((noinline)) T P##three(T a, T b) { return LESSER(a, LESSER(b, 1)); } \
  __attribute__((noinline)) T P##both(T a, T b) { return GREATER(LESSER(a, b), GREATER(-1, b)); } \
  __attribute__((noinline)) T P##size(T a, T b) { (void)b; return a < 0 ? -a : a; } \
  __attribute__((noinline)) T P##size2(T a, T b) { (void)b; return a > 0 ? a : -a; } \
  __attribute__((noinline)) T P##size3(T a, T b) { (void)b; if (0 >= a) a = -a; return a; } \
  __attribute__((noinline)) T P##minus(T a, T b) { (void)b; return a < 0 ? a : -a; } \
  __attribute__((noinline)) T P##minus2(T a, T b) { (void)b; return 0 < a ? -a : a; } \
  static T (*const P##all[])(T, T) = {P##less, P##less2, P##lesseq, P##more, P##more2, P##unless, \
    P##three, P##both, P##size, P##size2, P##size3, P##minus, P##minus2};
KIND(double, d)
KIND(float, f)
KIND(long double, e)

static unsigned long mix(unsigned long hash, double x) {
  hash = (hash ^ bits(x)) * 1099511628211ul;
  return hash ^ hash >> 29;
}

int main(void) {
  static const double values[] = {
    0.0, -0.0, 1.0, -1.0, 2.5, __builtin_inf(), -__builtin_inf(), __builtin_nan("")
  };
  static const unsigned long expected[] = {
    0x2a3ec0e92d27bf3aul,
    0x2a3ec0e92d27bf3aul,
    0x2ae4211046979b59ul,
    0x1891d60c80cf6713ul,
    0x16a584c5e409c4acul,
    0x16a584c5e409c4acul,
    0x4281dc86b5191fe3ul,
    0xf555dab801bb8bb8ul,
    0xe263e78a3abc89f2ul,
    0x8260b19a0c97f587ul,
    0x8260b19a0c97f587ul,
    0x380895f46271a095ul,
    0xd56182a8ca8f7f9bul,
  };
  enum { COUNT = sizeof values / sizeof values[0], OPS = sizeof dall / sizeof dall[0] };
  for (int op = 0; op < OPS; op++) {
    unsigned long d = 0, f = 0, e = 0;
    for (int i = 0; i < COUNT; i++) {
      for (int j = 0; j < COUNT; j++) {
        double a = values[i], b = values[j];
        d = mix(d, dall[op](a, b));
        f = mix(f, fall[op]((float)a, (float)b));
        e = mix(e, (double)eall[op](a, b));
      }
    }
    CHECK(d == f && d == e);
    CHECK(d == expected[op]);
  }
  return 0;
}
