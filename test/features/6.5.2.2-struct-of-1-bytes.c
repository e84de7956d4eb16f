/* C11 6.5.2.2: a structure of 1 bytes by value, alone, among others, and as variable argument */
#include "check.h"
#include <stdarg.h>

struct s { unsigned char b[1]; };
static struct s make(int seed) {
  struct s v;
  for (int i = 0; i < 1; i++) v.b[i] = seed + i;
  return v;
}
static int sum(int n, struct s a, long x, struct s b, ...) {
  va_list ap;
  int total = a.b[0] + b.b[0] + (int)x;
  va_start(ap, b);
  while (n-- > 0) total += va_arg(ap, struct s).b[0];
  va_end(ap);
  return total;
}

int main(void) {
  struct s v = make(3), w;
  CHECK(sizeof v == 1);
  w = v;
  CHECK(w.b[0] == (unsigned char)3);
  CHECK(make(9).b[0] == 9);
  CHECK(sum(2, v, 10, w, v, w) == 3+3+10+2*3);
  CHECK((&v)->b[0] == 3 && (*&w).b[0] == 3);
  return 0;
}
