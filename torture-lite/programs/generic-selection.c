// proves: _Generic picks by the type after lvalue conversion, evaluates nothing else, and nests
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define KIND(x) \
  _Generic((x), _Bool: 1, char: 2, signed char: 3, unsigned char: 4, short: 5, unsigned short: 6, \
    int: 7, unsigned: 8, long: 9, unsigned long: 10, long long: 11, unsigned long long: 12, \
    float: 13, double: 14, long double: 15, char *: 16, const char *: 17, void *: 18, \
    int (*)(int): 19, struct s: 20, int *: 21, default: 0)

struct s { int n; };

static int f(int x) { return x; }
static double half(double x) { return x / 2; }
static int evaluated;
static int touch(void) { return ++evaluated; }

#define HALVE(x) _Generic((x), double: half, default: f)(x)

int main(void) {
  const int ci = 1;
  volatile char vc = 'x';
  short s = 1;
  unsigned char uc = 1;
  struct s record = {5};
  int list[3] = {0};
  CHECK(KIND(ci) == 7 && KIND(vc) == 2 && KIND(s) == 5 && KIND(+s) == 7 && KIND(uc + 0) == 7);
  CHECK(KIND('a') == 7 && KIND(1u) == 8 && KIND(1l) == 9 && KIND(1ul) == 10 && KIND(1ll) == 11);
  CHECK(KIND(1.0f) == 13 && KIND(1.0) == 14 && KIND(1.0L) == 15 && KIND(1.0f + 1) == 13);
  CHECK(KIND("text") == 16 && KIND((const char *)"t") == 17 && KIND((void *)0) == 18);
  CHECK(KIND(f) == 19 && KIND(&f) == 19 && KIND(record) == 20 && KIND(list) == 21);
  CHECK(KIND((_Bool)1) == 1 && KIND(1 == 1) == 7 && KIND((signed char)1) == 3 && KIND(&vc) == 0);
  CHECK(KIND(1 ? 1u : 1l) == 9 && KIND(uc << 1l) == 7 && KIND((short)1 * 1u) == 8);
  CHECK(HALVE(5.0) == 2.5 && HALVE(5) == 5);
  CHECK(_Generic(touch(), int: 4, default: touch()) == 4 && evaluated == 0);
  CHECK(_Generic(1, int: _Generic(1.0, float: 1, double: 2), default: 3) == 2);
  _Generic(0, int: list[1]) = 9;
  CHECK(list[1] == 9 && KIND(sizeof 1) == 10 && KIND(&list[0] - list) == 9);
  return 0;
}
