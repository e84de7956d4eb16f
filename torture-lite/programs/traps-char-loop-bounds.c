// proves: a char counter compared with a wide bound is widened, not the bound narrowed
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int bound = 300;
  int n = 0;
  for (unsigned char c = 0; c < bound; c++) if (++n == 600) break;
  CHECK(n == 600);
  n = 0;
  for (signed char c = 100; c > 0 && c < bound; c += 5) n++;
  CHECK(n == 6);
  for (unsigned char c = 200; c >= 100; c += 25) n++;
  CHECK(n == 9);
  return 0;
}
