// proves: switches with no labels, one label, or the default alone
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int f(int x) {
  switch (calls++, x) {}
  switch (x) { default: x += 1; }
  switch (x) { case 5: x = 50; }
  switch (x) case 7: x = 70;
  switch (x) { int never; default: never = x; x = never + 100; break; case 8: x = 80; }
  return x;
}

int main(void) {
  int (*volatile g)(int) = f;
  CHECK(g(4) == 150 && g(6) == 170 && g(7) == 80 && g(0) == 101 && calls == 4);
  return 0;
}
