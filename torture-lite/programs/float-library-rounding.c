// proves: floor, ceil, trunc, round and fmod agree on both sides of zero
// flags: -lm
#include <math.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double v[] = {2.5, -2.5, 0.5, -0.5, 3.0, -1e300, 0.49999999999999994};

int main(void) {
  CHECK(floor(v[0]) == 2 && floor(v[1]) == -3 && ceil(v[0]) == 3 && ceil(v[1]) == -2);
  CHECK(trunc(v[1]) == -2 && round(v[0]) == 3 && round(v[1]) == -3 && rint(v[0]) == 2 && rint(v[2]) == 0);
  CHECK(signbit(ceil(v[3])) && floor(v[4]) == 3 && floor(v[5]) == -1e300 && round(v[6]) == 0);
  CHECK(fmod(v[0], 2) == 0.5 && fmod(v[1], 2) == -0.5 && lrint(v[0]) == 2 && lround(v[1]) == -3);
  CHECK(fabs(v[1]) == 2.5 && sqrt(v[0] * 10) == 5 && copysign(v[0], -1) == -2.5 && fmax(v[0], v[1]) == 2.5);
  int e;
  CHECK(frexp(v[0], &e) == 0.625 && e == 2 && ldexp(v[2], 3) == 4 && scalbn(1, -2) == 0.25);
  return 0;
}
