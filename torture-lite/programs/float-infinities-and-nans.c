// proves: infinities and NaNs come out of arithmetic as the standard tells
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double zero, one = 1, huge = 1e308;
static volatile float tiny = 1e-45f;

int main(void) {
  double inf = huge * 10, nan = inf - inf;
  CHECK(inf > huge && -inf < -huge && inf == inf + one && one / inf == 0);
  CHECK(nan != nan && !(nan < one) && !(nan >= one) && !(nan == nan) && (nan != one));
  CHECK(__builtin_isinf(one * inf) && __builtin_isnan(zero * inf) && __builtin_isnan(nan + 1));
  int less = nan < 0, more = nan > 0, same = nan == 0, other = nan != 0;
  CHECK(less == 0 && more == 0 && same == 0 && other == 1);
  CHECK((nan < one ? 1 : 2) == 2 && (nan != nan ? 1 : 2) == 1 && !(nan ? 0 : 1));
  CHECK(tiny > 0 && tiny / 2 == 0 && tiny * 4 == 5.6e-45f);
  return 0;
}
