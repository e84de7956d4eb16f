/* C11 6.5.3.4p2: sizeof evaluates a variable length array type */
#include "check.h"

int main(void) {
  int n = 3; unsigned long s = sizeof(int[n++]);
  CHECK(s == 12 && n == 4);
  typedef int row[n]; n = 9;
  CHECK(sizeof(row) == 16);
  return 0;
}
