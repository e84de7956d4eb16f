// proves: floating builtins: huge_val, inf, nan, fabs, copysign, signbit, isnan and quiet compares
// std: gnu11
// flags: -lm
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double zero = 0.0, x = -2.5;
static volatile float f = -1.5f;

int main(void) {
  double inf = __builtin_inf(), nan = __builtin_nan(""), z = zero;
  CHECK(inf == 1 / z && __builtin_huge_val() == inf && -inf < x && __builtin_inff() == inf);
  CHECK(nan != nan && __builtin_isnan(nan) && !__builtin_isnan(inf) && __builtin_isnan(z / z));
  CHECK(__builtin_isinf(inf) && !__builtin_isinf(x) && __builtin_isfinite(x));
  CHECK(!__builtin_isfinite(nan) && __builtin_isnormal(x) && !__builtin_isnormal(z));
  CHECK(__builtin_fabs(x) == 2.5 && __builtin_fabsf(f) == 1.5f && 1 / __builtin_fabs(-z) > 0);
  CHECK(__builtin_copysign(3.0, x) == -3 && 1 / __builtin_copysign(z, -1.0) < 0);
  CHECK(__builtin_signbit(x) && !__builtin_signbit(z) && __builtin_signbit(-z));
  CHECK(!__builtin_isgreater(nan, 1.0) && !__builtin_isless(nan, 1.0));
  CHECK(__builtin_isunordered(nan, x) && !__builtin_isunordered(x, inf));
  CHECK(__builtin_islessgreater(x, 1.0) && __builtin_isgreaterequal(inf, inf));
  CHECK(__builtin_sqrt(6.25 + z) == 2.5 && __builtin_floor(x) == -3 && __builtin_ceil(x) == -2);
  static const double table[] = {__builtin_inf(), -__builtin_inf(), __builtin_huge_val()};
  CHECK(table[0] > 1e308 && table[1] < -1e308 && table[2] == table[0]);
  static const float limits[] = {__FLT_MAX__, __FLT_MIN__, __FLT_EPSILON__};
  CHECK(limits[0] > 3e38f && limits[1] > 0 && 1 + limits[2] != 1);
  CHECK(__DBL_MANT_DIG__ == 53 && __FLT_MANT_DIG__ == 24 && __DBL_MAX_EXP__ == 1024);
  return 0;
}
