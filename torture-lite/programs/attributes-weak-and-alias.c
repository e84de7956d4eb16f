// proves: a weak symbol may be absent, and an alias is its target
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

extern int absent(int) __attribute__((weak));
int real_one(int x) { return x + 1; }
int other_name(int) __attribute__((alias("real_one")));
__attribute__((weak)) int replaceable(void) { return 5; }
int data = 7;
extern int data_alias __attribute__((alias("data")));

int main(void) {
  int (*volatile p)(int) = absent;
  CHECK(p == 0 && (absent ? 1 : 2) == 2 && other_name(4) == 5 && replaceable() == 5);
  int *volatile q = &data_alias;
  CHECK(*q == 7);
  *q = 8;
  int *volatile r = &data;
  CHECK(*r == 8);
  return 0;
}
