// proves: longjmp returns to setjmp with the value, from several calls down, again and again
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static jmp_buf home;
static int thrown;

static void dig(int depth, int value) {
  volatile char padding[50];
  padding[depth % 50] = (char)depth;
  if (depth == 0) {
    thrown++;
    longjmp(home, value);
  }
  dig(depth - 1, value);
  padding[0] = 1;
  abort();
}
static void (*volatile down)(int, int) = dig;

int main(void) {
  volatile int rounds = 0, seen = 0;
  switch (setjmp(home)) {
    case 0: down(5, 1); break;
    case 1: seen += 1; rounds++; down(0, 2); break;
    case 2: seen += 10; rounds++; down(30, 0x7fffffff); break;
    case 0x7fffffff:
      seen += 100;
      rounds++;
      if (rounds < 5) down(1, 2);
      break;
    default: abort();
  }
  CHECK(thrown == 5 && rounds == 5 && seen == 1 + 20 + 200);
  if (setjmp(home) == 0) {
    longjmp(home, 0);
    abort();
  } else {
    seen = -1;
  }
  CHECK(seen == -1);
  return 0;
}
