/* GNU: __builtin_convertvector and __builtin_clear_padding */
#include "check.h"
#include <string.h>

typedef int v4si __attribute__((vector_size(16)));
typedef float v4sf __attribute__((vector_size(16)));
typedef double v4df __attribute__((vector_size(32)));
typedef unsigned char v4qi __attribute__((vector_size(4)));

struct padded { char a; int b : 5; int c; short d; };
union mixed { signed char small; struct { short s; long l; } large; };

int main(void) {
  v4si whole = { 1, -2, 300, 4 };
  v4sf single = __builtin_convertvector(whole, v4sf);
  CHECK(single[1] == -2.0f && single[2] == 300.0f);
  v4df wide = __builtin_convertvector(single / 4, v4df);
  CHECK(wide[0] == 0.25 && wide[3] == 1.0);
  v4qi narrow = __builtin_convertvector(whole, v4qi);
  CHECK(narrow[0] == 1 && narrow[1] == 254 && narrow[2] == 44);
  v4si back = __builtin_convertvector(wide * 8, v4si);
  CHECK(back[0] == 2 && back[1] == -4);

  struct padded x, y;
  memset(&x, 0xff, sizeof x);
  memset(&y, 0, sizeof y);
  x.a = y.a = 1, x.b = y.b = -3, x.c = y.c = 2, x.d = y.d = 3;
  __builtin_clear_padding(&x);
  CHECK(memcmp(&x, &y, sizeof x) == 0);
  union mixed u;
  memset(&u, 0xff, sizeof u);
  __builtin_clear_padding(&u);
  CHECK(u.small == -1 && u.large.s == -1 && u.large.l == -1 && ((char *)&u)[3] == 0);
  return 0;
}
