// proves: arrays of pointers, and pointers to arrays, step by their own elements
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  int a[2][3] = {{1, 2, 3}, {4, 5, 6}}, *rows[2] = {a[1], a[0]}, (*p)[3] = a, **r = rows;
  CHECK(rows[0][2] == 6 && **++r == 1 && (*p)[1] == 2 && (*++p)[1] == 5 && p[-1][0] == 1 && *rows[1]++ == 1);
  CHECK(*rows[1] == 2 && sizeof rows == 16 && sizeof *p == 12 && (char *)(p + 1) - (char *)a == 24);
  return 0;
}
