// proves: functions that return pointers to functions are called in chains
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef int op(int, int);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static op *pick(char c) { return c == '+' ? add : sub; }
static int (*(*picker(void))(char))(int, int) { return pick; }
static int apply(op f, int a, int b) { return f(a, b); }

int main(void) {
  CHECK(pick('+')(3, 4) == 7 && (*pick('-'))(3, 4) == -1 && picker()('-')(9, 4) == 5);
  CHECK(apply(pick('+'), 1, 2) == 3 && (**add)(5, 6) == 11 && apply(&sub, 1, 2) == -1);
  op *table[2] = {[1] = add, [0] = sub};
  int total = 0;
  for (int i = 0; i < 6; i++) total = table[i & 1](total, i);
  CHECK(total == 3 && add != sub && pick('x') == sub);
  return 0;
}
