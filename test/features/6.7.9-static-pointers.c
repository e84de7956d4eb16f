/* C11 6.7.9: static tables of pointers */
#include "check.h"

static int f(void) { return 6; }
static const char *const names[] = { "a", "bc", [3] = "d" };
static struct { int (*f)(void); void *p; } t[] = { { f, &names }, { 0, t } };

int main(void) {
  CHECK(sizeof names / sizeof *names == 4 && names[1][1] == 'c' && names[2] == 0);
  CHECK(t[0].f() == 6 && t[1].p == t);
  return 0;
}
