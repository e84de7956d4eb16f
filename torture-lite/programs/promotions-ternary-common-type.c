// proves: the two arms of ?: meet in their common type, whichever is taken
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int yes = 1, minus = -1;
static volatile unsigned u = 5;
static volatile unsigned char c = 200;

int main(void) {
  long wide = yes ? minus : u;
  CHECK(wide == 4294967295l);
  CHECK((yes ? minus : u) > 0 && (yes ? minus : 5) < 0);
  CHECK((!yes ? u : minus) > 100);
  double d = yes ? minus : 0.5;
  CHECK(d == -1.0 && sizeof(yes ? c : c) == sizeof(int));
  CHECK((yes ? c : (char)0) == 200 && (long)(yes ? -1l : u) == -1);
  float f = yes ? 16777217 : 0.0f;
  CHECK(f == 16777216.0f);
  return 0;
}
