/* C11 6.5.2.2: function pointers, in arrays and members */
#include "check.h"

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int (*table[])(int, int) = { add, sub };
static struct { int (*op)(int, int); } s = { sub };

int main(void) {
  CHECK(table[0](3, 4) == 7 && table[1](3, 4) == -1);
  CHECK(s.op(9, 1) == 8);
  CHECK((*table)(1, 1) == 2);
  return 0;
}
