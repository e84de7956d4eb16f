// proves: a structure about to be overwritten is still read through a pointer to it
#include <stdlib.h>

struct s { char c[25]; };
static struct s *seen;
__attribute__((noinline)) static void look(struct s *x, int set) {
  for (int i = 0; i < 25; i++) { if (x->c[i] != 0) abort(); if (set) x->c[i] = (char)set; }
  seen = x;
}
int main(void) {
  struct s a = {{0}}, b = a;
  look(&b, 1);
  b = a;
  b = *seen;
  look(&b, 0);
  return 0;
}
