// proves: cleanups run at the end of each scope in reverse order of declaration
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int log_;
static void note(int *p) { log_ = log_ * 10 + *p; }
#define TIDY __attribute__((cleanup(note)))

static int f(int n) {
  TIDY int a = 1;
  for (int i = 0; i < 3; i++) {
    TIDY int b = 2 + i;
    if (i == n) break;
    if (i + 1 == n) continue;
    TIDY int c = 5 + i;
    if (n == 9 && i == 1) return a * 100 + log_;
  }
  { TIDY int d = 8; a = 9; }
  return log_;
}

int main(void) {
  int r = f(0);
  CHECK(r == 28 && log_ == 289);
  log_ = 0;
  r = f(9);
  CHECK(r == 152 && log_ == 52631);
  return 0;
}
