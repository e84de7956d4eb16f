// proves: float arithmetic rounds to float at each operation; double constants widen it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile float a = 16777216.0f, tenth = 0.1f, third;
static volatile double d;

static float product(float x, float y) { return x * y; }
static float (*volatile mul)(float, float) = product;
static double widened(float x) { return x; }
static double (*volatile wide)(float) = widened;

int main(void) {
  float x = a;
  CHECK(x + 1.0f == x);
  CHECK(x + 1.0 == 16777217.0);
  CHECK((x + 1.0f) + 1.0f == x && x + (1.0f + 1.0f) == 16777218.0f);
  CHECK(tenth != 0.1 && tenth == 0.1f && (double)tenth > 0.1);
  third = 1.0f / 3;
  CHECK(third == 0x1.555556p-2f && third * 3.0f == 1.0f);
  CHECK((double)third * 3 != 1.0);
  CHECK(mul(tenth, tenth) == 0x1.47ae16p-7f);
  CHECK((double)tenth * 0.1f != mul(tenth, 0.1f));
  CHECK(wide(tenth) == 0x1.99999ap-4);
  d = 1e-46;
  CHECK((float)d == 0.0f && (float)(d * 10) != 0.0f);
  d = 3.4028235677973366e38;
  CHECK((float)d == 1.0f / 0.0f);
  d = 3.4028235e38;
  CHECK((float)d == 0x1.fffffep127f);
  float sum = 0;
  for (int i = 0; i < 10; i++) sum += tenth;
  CHECK(sum != 1.0f && sum == 0x1.000002p0f);
  int n = 3;
  n += 0.9f;
  CHECK(n == 3);
  x = 5;
  x++;
  x -= 0.5;
  CHECK(x-- == 5.5f && x == 4.5f && -x == -4.5f && (x ? 1 : 2) == 1);
  return 0;
}
