// proves: complex members, arrays and arguments keep both parts
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { char c; _Complex float f; _Complex double d[2]; };
static _Complex double add(_Complex double a, _Complex float b, double c) { return a + b + c; }
static _Complex float turn(_Complex float a) { return a * 1.0fi; }

int main(void) {
  struct s x = {'a', 1.0f + 2.0fi, {3.0 + 4.0i, 5.0}};
  struct s y = x;
  _Complex double (*volatile f)(_Complex double, _Complex float, double) = add;
  _Complex float (*volatile g)(_Complex float) = turn;
  _Complex double sum = f(y.d[0], y.f, 0.5);
  CHECK(__real__ sum == 4.5 && __imag__ sum == 6 && __imag__ y.d[1] == 0);
  _Complex float t = g(g(x.f));
  CHECK(__real__ t == -1 && __imag__ t == -2 && sizeof(struct s) == 48);
  return 0;
}
