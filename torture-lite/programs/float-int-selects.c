// proves: a conditional of an int and a double is a double in both arms
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int yes = 1, big = 16777217;
  CHECK((yes ? 7 : 0.5) / 2 == 3.5 && (!yes ? 7 : 0.5) * 4 == 2 && sizeof(yes ? 1 : 1.0) == 8);
  CHECK((yes ? big : 0.0f) == 16777216.0f && (yes ? big : 0.0) == 16777217);
  return 0;
}
