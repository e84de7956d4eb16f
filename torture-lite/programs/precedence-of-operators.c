// proves: operators bind as Annex A tells
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int a = 6, b = 3, c = 2;
  CHECK(a + b * c == 12 && a - b - c == 1 && a / b / c == 1 && a % 4 * c == 4 && -a * -b == 18);
  CHECK((a << 1 + c) == 48 && (a & b == 3) == 0 && ((a & b) == 2) && (a ^ b & c) == 4);
  CHECK((a | b ^ c) == 7 && (a & b | c) == 2 && (1 | 0 && 0) == 0 && (1 || 0 && 0) == 1);
  CHECK((a > b == 1) == 1 && (!a == b) == 0 && ~a + 1 == -a && (a ? b ? 1 : 2 : 3) == 1);
  int x = a, *p = &x, t[2] = {10, 20};
  CHECK(*p + 1 == 7 && *&x == 6 && -*p == -6 && !*p == 0);
  CHECK((char)a + 250 == 256 && sizeof x * 2 == 8);
  int *q = t;
  CHECK(*q++ + 20 == 30 && *q == 20 && q[-1] == 10 && -q[0] == -20 && (x = b, x + 1) == 4);
  x += b *= 2;
  CHECK(x == 9 && b == 6 && (x -= c -= 1) == 8 && (x = c ? b : a) == 6);
  return 0;
}
