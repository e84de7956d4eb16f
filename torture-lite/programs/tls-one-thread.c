// proves: thread-local objects behave as ordinary ones within a thread: initial values, addresses
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Thread_local int counter = 40;
_Thread_local long visible;
extern _Thread_local long visible;
static _Thread_local struct { char c; double d; int v[3]; } record = {'x', 2.5, {1, 2, 3}};
static __thread char text[8] = "local";
static _Thread_local int zeros[100];

static int next(void) {
  static _Thread_local int calls;
  return ++calls + counter++;
}
static int (*volatile f)(void) = next;

static int *address(int i) { return &record.v[i]; }

int main(void) {
  CHECK(f() == 41 && f() == 43 && counter == 42);
  visible -= 5;
  CHECK(visible == -5);
  CHECK(record.c == 'x' && record.d == 2.5 && record.v[2] == 3);
  *address(1) += 10;
  record.d *= 2;
  CHECK(record.v[1] == 12 && *address(2) == 3 && record.d == 5);
  CHECK(text[4] == 'l' && text[5] == 0);
  text[0] = 'v';
  CHECK(text[0] == 'v');
  int *p = zeros + 50;
  for (int i = -50; i < 50; i++) {
    CHECK(p[i] == 0);
    p[i] = i;
  }
  CHECK(zeros[0] == -50 && zeros[99] == 49 && address(1) - address(0) == 1);
  return 0;
}
