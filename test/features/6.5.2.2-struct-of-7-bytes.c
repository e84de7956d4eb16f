/* C11 6.5.2.2: a structure of 7 bytes by value, alone, among others, and as variable argument */
#include "check.h"
#include <stdarg.h>

struct s { unsigned char b[7]; };
static struct s make(int seed) {
  struct s v;
  for (int i = 0; i < 7; i++) v.b[i] = seed + i;
  return v;
}
static int sum(int n, struct s a, long x, struct s b, ...) {
  va_list ap;
  int total = a.b[6] + b.b[0] + (int)x;
  va_start(ap, b);
  while (n-- > 0) total += va_arg(ap, struct s).b[6];
  va_end(ap);
  return total;
}

int main(void) {
  struct s v = make(3), w;
  CHECK(sizeof v == 7);
  w = v;
  CHECK(w.b[6] == (unsigned char)9);
  CHECK(make(9).b[0] == 9);
  CHECK(sum(2, v, 10, w, v, w) == 9+3+10+2*9);
  CHECK((&v)->b[0] == 3 && (*&w).b[0] == 3);
  return 0;
}
