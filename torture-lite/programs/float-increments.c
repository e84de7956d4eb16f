// proves: ++ and compound operators on floating objects round to their type
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile float f = 16777216.0f;
  volatile double d = 0.1;
  f++;
  CHECK(f == 16777216.0f);
  f += 2.5;
  CHECK(f == 16777218.0f && (d *= 3) == 0.30000000000000004 && (d -= 0.3) > 0 && d < 1e-15);
  f = 1;
  f /= 3;
  CHECK(f != 1.0 / 3 && f == 1.0f / 3);
  return 0;
}
