// proves: control leaves a statement expression by goto, break and return
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n) {
  int sum = 0;
  for (int i = 0; i < 10; i++) {
    sum += ({ if (i == n) break; if (i & 1) continue; i * 10; });
  }
  return sum + ({ if (sum > 100) return -1; sum; });
}
static int g(int n) {
  int r = ({ int t = n * 2; if (t > 10) goto out; t + 1; });
  return r;
out:
  return 99;
}

int main(void) {
  CHECK(f(0) == 0 && f(3) == 40 && f(5) == 120 && f(20) == -1);
  CHECK(g(2) == 5 && g(6) == 99);
  int x = 3, y = ({ int x = 4; x + 1; }) + x;
  CHECK(y == 8 && ({ x++; x; }) == 4 && sizeof(({ (char)1; })) == 1);
  return 0;
}
