// proves: structures of every size from 1 to 40 bytes are passed and returned intact
#include <stdlib.h>

#define SIZES(X) \
  X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) \
  X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31) X(32) X(33) \
  X(34) X(35) X(36) X(37) X(38) X(39) X(40)

#define DEFINE(n) \
  struct s##n { unsigned char b[n]; }; \
  static struct s##n make##n(int seed) { \
    struct s##n s; \
    for (int i = 0; i < n; i++) s.b[i] = (unsigned char)(seed + i * 3); \
    return s; \
  } \
  static int sum##n(int before, struct s##n s, int after) { \
    unsigned t = before * 1000 + after; \
    for (int i = 0; i < n; i++) t = t * 3 + s.b[i]; \
    return t & 0xffffff; \
  } \
  static struct s##n (*volatile pmake##n)(int) = make##n; \
  static int (*volatile psum##n)(int, struct s##n, int) = sum##n;

SIZES(DEFINE)

static int expected(int n, int seed, int before, int after) {
  unsigned t = before * 1000 + after;
  for (int i = 0; i < n; i++) t = t * 3 + (unsigned char)(seed + i * 3);
  return t & 0xffffff;
}

#define TEST(n) \
  { \
    struct { char low[3]; struct s##n s; char high[3]; } guard = {{1, 2, 3}, {{0}}, {4, 5, 6}}; \
    guard.s = pmake##n(200 + n); \
    if (guard.low[2] != 3 || guard.high[0] != 4) abort(); \
    if (psum##n(n, guard.s, 7) != expected(n, 200 + n, n, 7)) abort(); \
    if (psum##n(1, pmake##n(n), 2) != expected(n, n, 1, 2)) abort(); \
    if (pmake##n(5).b[n - 1] != (unsigned char)(5 + (n - 1) * 3)) abort(); \
  }

int main(void) {
  SIZES(TEST)
  return 0;
}
