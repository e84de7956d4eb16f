/* C11 7.21: variadic library calls */
#include "check.h"
#include <stdio.h>
#include <string.h>

int main(void) {
  char b[64]; sprintf(b, "%d %s %.2f %c %ld %x", 5, "ab", 1.5, 65, -7L, 255);
  CHECK(strcmp(b, "5 ab 1.50 A -7 ff") == 0);
  int i; double d; CHECK(sscanf("12 3.5", "%d %lf", &i, &d) == 2 && i == 12 && d == 3.5);
  snprintf(b, 4, "%Lf", 2.5L);
  CHECK(strcmp(b, "2.5") == 0);
  return 0;
}
