// proves: setjmp stands in the conditions that the standard allows
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static jmp_buf b;
static void back(int v) { longjmp(b, v); }

int main(void) {
  volatile int n = 0;
  if (setjmp(b) != 0) n += 1;
  else back(2);
  if (!setjmp(b)) back(1);
  else n += 10;
  while (setjmp(b) < 3) { n += 100; back(n / 100); }
  CHECK(n == 311);
  if (3 == setjmp(b)) n = -1;
  if (n > 0) back(3);
  CHECK(n == -1);
  return 0;
}
