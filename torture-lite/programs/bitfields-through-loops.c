// proves: bit-fields as counters and conditions of loops
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { unsigned n : 4, seen : 3; int down : 4; };

int main(void) {
  struct s s = {0};
  int turns = 0;
  for (s.n = 0; s.n < 15; s.n++) { turns++; if (s.n & 1) s.seen++; }
  CHECK(turns == 15 && s.n == 15 && s.seen == 7);
  for (s.down = 7; s.down > -8; s.down--) turns++;
  CHECK(turns == 30 && s.down == -8);
  while (++s.n) turns += s.n;
  CHECK(s.n == 0 && turns == 30);
  do s.seen += 3; while (s.seen != 0);
  CHECK(s.seen == 0 && s.n == 0 && s.down == -8);
  return 0;
}
