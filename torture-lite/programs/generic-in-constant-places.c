// proves: a generic selection may stand where a constant must
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum { N = _Generic(1.0f, float: 3, default: 9) };
static int a[_Generic((char *)0, char *: N + 1, default: 1)];
static const long k = _Generic(a, int *: 5, default: 6);
int main(void) {
  switch (3) { case N: break; default: abort(); }
  CHECK(sizeof a == 16 && k == 5);
  return 0;
}
