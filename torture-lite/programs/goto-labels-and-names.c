// proves: labels have a name space of their own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct x { int x; };
int main(void) {
  struct x x = {1};
  goto x;
y: CHECK(x.x == 5);
  return 0;
x: x.x += 4;
  int y = x.x;
  if (y == 5) goto y;
  return 1;
}
