// proves: macros expand to the tokens they name, once, with their arguments
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define TWICE(x) ((x) + (x))
#define CAT(a, b) a##b
#define STR(x) #x
#define XSTR(x) STR(x)
#define FIRST(a, ...) a
#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))
#define SELF SELF_ + 1
static int SELF_ = 4;
int main(void) {
  int xy = 7;
  CHECK(TWICE(3 * 1) == 6 && CAT(x, y) == 7 && CAT(1, 2) == 12 && SELF == 5);
  CHECK(sizeof STR(a + "b\n") == 10 && XSTR(CAT(q, r))[1] == 'r' && STR( a  b )[1] == ' ' && FIRST(9, 8) == 9);
  CHECK(COUNT(1, 2, 3) == 3 && COUNT(FIRST(1, 2)) == 1 && __LINE__ > 10 && TWICE(TWICE(1)) == 4);
  return 0;
}
