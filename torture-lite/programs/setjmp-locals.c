// proves: unchanged locals and volatile ones survive longjmp, in registers or not (7.13.2.1)
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static jmp_buf point;

static void churn(int n) {
  int v[24];
  for (int i = 0; i < 24; i++) v[i] = n * i + (i ? v[i - 1] : 0);
  longjmp(point, v[23] ? v[23] : 1);
}
static void (*volatile jump)(int) = churn;

static int keep(int a, int b, double c, const char *s) {
  int d = a * 3, e = b - a, f = a ^ b, g = a + 7, h = b * b, i = a - 9;
  double x = c * 2, y = c + 0.5;
  volatile int tries = 0;
  int r = setjmp(point);
  if (tries < 3) {
    tries++;
    CHECK(tries == 1 || r == 276 * (tries - 1));
    jump(tries);
  }
  CHECK(r == 276 * 3);
  CHECK(d == a * 3 && e == b - a && f == (a ^ b) && g == a + 7 && h == b * b && i == a - 9);
  CHECK(x == c * 2 && y == c + 0.5 && s[0] == 'k');
  return d + e + f + g + h + i + (int)(x + y) + tries;
}
static int (*volatile f)(int, int, double, const char *) = keep;

int main(void) {
  CHECK(f(5, 3, 1.5, "keep") == 15 - 2 + 6 + 12 + 9 - 4 + 5 + 3);
  CHECK(f(1, 1, 0, "k") == 3 + 0 + 0 + 8 + 1 - 8 + 0 + 3);
  return 0;
}
