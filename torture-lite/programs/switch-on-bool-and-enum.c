// proves: a switch on a truth value or an enumeration takes every case
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum e { A = 1, B = 4, C = -2 };
static int f(_Bool b, enum e e) {
  switch (b) { case 0: return 0; case 1: break; }
  switch (e) { case A: return 1; case B: return 2; case C: return 3; }
  return 4;
}
int main(void) {
  volatile int two = 2;
  CHECK(f(0, A) == 0 && f(two, B) == 2 && f(1, C) == 3 && f(!!two, (enum e)two) == 4);
  return 0;
}
