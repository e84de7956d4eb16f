// proves: thread-local statics of functions persist and are read anew
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int *bump(void) { static _Thread_local int n = 5; n += 2; return &n; }
static _Thread_local struct { int a[4]; double d; } state = {{1, 2, 3, 4}, 0.5};

int main(void) {
  int *p = bump();
  CHECK(*p == 7 && bump() == p && *p == 9);
  for (int i = 0; i < 4; i++) { state.a[i] += *bump(); state.d *= 2; }
  CHECK(state.a[0] == 12 && state.a[3] == 21 && state.d == 8);
  int *q = &state.a[1];
  q[1] = -1;
  CHECK(state.a[2] == -1 && (char *)&state.d - (char *)&state == 16);
  return 0;
}
