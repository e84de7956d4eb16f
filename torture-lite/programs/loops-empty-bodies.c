// proves: loops whose work is in their heads do it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  const char *s = "hello", *p;
  int n = 0, i;
  for (p = s; *p++;) ;
  CHECK(p - s == 6);
  while (n++ < 9) ;
  do ; while (--n > 3);
  for (i = 0; i < 100 && i * i < 50; i++) ;
  CHECK(n == 3 && i == 8);
  return 0;
}
