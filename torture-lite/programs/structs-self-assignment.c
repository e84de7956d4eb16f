// proves: a structure assigned to itself, by any path, is unchanged
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int v[10]; };
static void copy(struct s *a, const struct s *b) { *a = *b; }
int main(void) {
  struct s a, *volatile p = &a;
  for (int i = 0; i < 10; i++) a.v[i] = i * i;
  a = *p;
  copy(p, &a);
  struct s b = a;
  *p = b;
  b.v[0] = 5;
  a = *p;
  for (int i = 0; i < 10; i++) CHECK(a.v[i] == i * i);
  return 0;
}
