// proves: a store is dead only if nobody can look before the next
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int log_[8], n;
static int value;
static void look(void) { log_[n++] = value; }
static int *where(void) { look(); return &value; }
static int maybe(int stop) {
  value = 10;
  if (stop) return value;
  value = 11;
  look();
  value = 12;
  return value;
}

int main(void) {
  value = 1;
  look();
  value = 2;
  value = 3;
  *where() = 4;
  value = (look(), 5);
  CHECK(n == 3 && log_[0] == 1 && log_[1] == 3 && log_[2] == 4 && value == 5);
  int (*volatile f)(int) = maybe;
  CHECK(f(1) == 10 && value == 10 && f(0) == 12 && log_[3] == 11);
  struct { int a, b; } s = {1, 2}, *volatile p = &s;
  s.a = 7;
  int t = p->a;
  s.a = 8;
  CHECK(t == 7 && p->a == 8);
  return 0;
}
