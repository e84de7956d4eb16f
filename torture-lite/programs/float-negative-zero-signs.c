// proves: the sign of zero survives the operations that keep it
#include <math.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double nz = -0.0, z = 0.0;

static int minus(double x) { return __builtin_signbit(x) != 0; }

int main(void) {
  CHECK(minus(nz) && !minus(z) && nz == z);
  CHECK(!minus(nz + z) && minus(nz + nz) && !minus(z - z) && minus(nz - z) && !minus(nz - nz));
  CHECK(minus(nz * 3) && minus(z * -3) && !minus(nz * -3) && minus(-z) && !minus(-nz));
  CHECK(minus(0 * nz) && !minus(0 - z) && !minus(0.0 - nz) && minus(nz * 1));
  CHECK(minus((float)nz) && !minus(fabs(nz)) && minus(copysign(0.0, -1)));
  CHECK((int)nz == 0 && !minus((int)nz) && minus(z > 0 ? 1 : nz));
  return 0;
}
