/* C11 6.7.9: arrays of long long */
#include "check.h"

static long long s[] = { 1, 2, [5] = 6, 7 };

int main(void) {
  CHECK(sizeof s / sizeof s[0] == 7);
  CHECK(s[1] == 2 && s[2] == 0 && s[5] == 6 && s[6] == 7);
  long long l[4] = { [2] = 9 };
  CHECK(l[0] == 0 && l[2] == 9 && l[3] == 0);
  int sum = 0; for (int i = 0; i < 7; i++) sum += s[i];
  CHECK(sum == 16);
  return 0;
}
