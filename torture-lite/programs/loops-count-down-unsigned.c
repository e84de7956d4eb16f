// proves: a loop counting an unsigned down stops where its test says, not before or after
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned start = 5;

int main(void) {
  unsigned sum = 0, turns = 0;
  for (unsigned i = start; i-- > 0;) sum = sum * 10 + i, turns++;
  CHECK(sum == 43210 && turns == 5);
  turns = 0;
  for (unsigned i = start; i < 10; i -= 3) turns++;
  CHECK(turns == 2);
  turns = 0;
  turns = 0;
  unsigned char c = (unsigned char)start;
  do turns++; while (--c);
  CHECK(turns == 5 && c == 0);
  do turns++; while (c-- > 250 || turns < 8);
  CHECK(turns == 12 && c == 249);
  for (unsigned long i = 3; i <= 3; i--) turns++;
  CHECK(turns == 16);
  return 0;
}
