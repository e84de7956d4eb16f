// proves: for, while and do-while with zero, one and many trips, break, continue and empty bodies
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int limit;

static int shapes(int n) {
  int total = 0;
  for (int i = 0; i < n; i++) total++;
  int i = n;
  while (i-- > 0) total += 10;
  CHECK(i == -1 || n < 0);
  i = 0;
  do total += 100;
  while (++i < n);
  for (i = 0; i < n && i < 3; i++)
    ;
  return total * 10 + i;
}

static int skipping(int n) {
  int odd = 0;
  for (int i = 0;; i++) {
    if (i >= n) break;
    if (i % 2 == 0) continue;
    int k = 0;
    do {
      if (k == 2) continue;
      odd += i;
    } while (k++ < 3);
  }
  return odd;
}

int main(void) {
  limit = 0;
  CHECK(shapes(limit) == 1000);
  limit = 1;
  CHECK(shapes(limit) == 1111);
  limit = 5;
  CHECK(shapes(limit) == 5553);
  CHECK(shapes(5) == 5553);
  CHECK(skipping(limit) == 3 * (1 + 3));
  unsigned char c = 250;
  int rounds = 0;
  while (c) c++, rounds++;
  CHECK(rounds == 6);
  for (int a = 0, b = 9; a != b; a++, b--) {
    if (a > b) break;
    rounds += b - a;
  }
  CHECK(rounds == 6 + 9 + 7 + 5 + 3 + 1);
  return 0;
}
