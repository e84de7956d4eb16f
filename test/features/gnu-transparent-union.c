/* GNU: attribute transparent_union */
#include "check.h"

typedef union { int *i; char *c; } u __attribute__((transparent_union));
static int f(u x) { return *x.c; }

int main(void) {
  int i = 7; char c = 8;
  CHECK(f(&i) == 7 && f(&c) == 8);
  return 0;
}
