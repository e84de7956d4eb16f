/* C11 6.5.2.5p5: a compound literal lives as long as its block */
#include "check.h"

int main(void) {
  int *p = (int[]){ 1, 2, 3 }; p[1] = 7;
  CHECK(p[0] + p[1] + p[2] == 11);
  return 0;
}
