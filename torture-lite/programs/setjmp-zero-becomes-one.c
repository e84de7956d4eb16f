// proves: longjmp with 0 makes setjmp return 1, and others their value
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static jmp_buf b;
static volatile int calls;
static void throw_it(int value) { calls++; longjmp(b, value); }

int main(void) {
  static const int values[] = {0, 5, -3, 1};
  static const int expected[] = {1, 5, -3, 1};
  for (volatile int i = 0; i < 4; i++) {
    switch (setjmp(b)) {
      case 0: throw_it(values[i]); abort();
      case 1: CHECK(expected[i] == 1); break;
      case 5: CHECK(expected[i] == 5); break;
      case -3: CHECK(expected[i] == -3); break;
      default: abort();
    }
  }
  CHECK(calls == 4);
  return 0;
}
