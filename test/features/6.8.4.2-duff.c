/* C11 6.8.4.2: case labels inside a loop */
#include "check.h"

static int copy(char *to, const char *from, int count) { int n = (count + 3) / 4; switch (count % 4) { case 0: do { *to++ = *from++; case 3: *to++ = *from++; case 2: *to++ = *from++; case 1: *to++ = *from++; } while (--n > 0); } return 0; }

int main(void) {
  char a[8] = ""; copy(a, "abcdefg", 7);
  CHECK(a[0] == 'a' && a[6] == 'g' && a[7] == 0);
  return 0;
}
