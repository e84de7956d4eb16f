// proves: a function pointer keeps its value through casts and memory
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double half(double x) { return x / 2; }
static int twice(int x) { return x * 2; }
typedef void (*any)(void);

int main(void) {
  any list[2] = {(any)half, (any)twice};
  unsigned char bytes[sizeof list];
  memcpy(bytes, list, sizeof list);
  any back[2];
  memcpy(back, bytes, sizeof back);
  CHECK(((double (*)(double))back[0])(5) == 2.5 && ((int (*)(int))back[1])(21) == 42);
  unsigned long address = (unsigned long)half;
  CHECK(((double (*)(double))address)(3) == 1.5 && (any)address == list[0]);
  return 0;
}
