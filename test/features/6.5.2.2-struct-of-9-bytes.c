/* C11 6.5.2.2: a structure of 9 bytes by value, alone, among others, and as variable argument */
#include "check.h"
#include <stdarg.h>

struct s { unsigned char b[9]; };
static struct s make(int seed) {
  struct s v;
  for (int i = 0; i < 9; i++) v.b[i] = seed + i;
  return v;
}
static int sum(int n, struct s a, long x, struct s b, ...) {
  va_list ap;
  int total = a.b[8] + b.b[0] + (int)x;
  va_start(ap, b);
  while (n-- > 0) total += va_arg(ap, struct s).b[8];
  va_end(ap);
  return total;
}

int main(void) {
  struct s v = make(3), w;
  CHECK(sizeof v == 9);
  w = v;
  CHECK(w.b[8] == (unsigned char)11);
  CHECK(make(9).b[0] == 9);
  CHECK(sum(2, v, 10, w, v, w) == 11+3+10+2*11);
  CHECK((&v)->b[0] == 3 && (*&w).b[0] == 3);
  return 0;
}
