// proves: compound literals of arrays and structures are made anew for each call
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int v[3]; const char *t; };
static int f(const struct s *p, int *out) { out[1] += p->v[2]; return p->v[0] + out[1] + p->t[0]; }
int main(void) {
  int r = 0;
  for (int i = 0; i < 4; i++) r += f(&(struct s){.v = {i, [2] = i * i}, .t = "\1"}, (int[2]){9, 1});
  CHECK(r == 0 + 1 + 2 + 3 + 14 + 4 + 4);
  return 0;
}
