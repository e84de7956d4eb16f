/* C11 6.5.15: a conditional of structures */
#include "check.h"

struct s { int a, b; } ;
static struct s x = { 1, 2 }, y = { 3, 4 };
static volatile int t = 1;

int main(void) {
  CHECK((t ? x : y).b == 2);
  struct s z = t ? y : x;
  CHECK(z.a == 3);
  return 0;
}
