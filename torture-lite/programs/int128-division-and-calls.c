// proves: 128-bit division, remainder, arguments, results and members
// std: gnu11
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef unsigned __int128 u128;
typedef __int128 s128;

struct s { char c; u128 x; int n; };

static char *decimal(u128 x, char *end) {
  *--end = 0;
  do *--end = (char)('0' + (int)(x % 10));
  while ((x /= 10) != 0);
  return end;
}

static u128 mix(int a, u128 x, long b, s128 y, int c, int d, u128 z) {
  return a + x * 2 + b * 4 + y * 8 + c * 16 + d * 32 + z * 64;
}
static u128 (*volatile pmix)(int, u128, long, s128, int, int, u128) = mix;

static struct s bump(struct s v) {
  v.x += v.n;
  return v;
}
static struct s (*volatile pbump)(struct s) = bump;
static u128 power(u128 x, int n) { return n ? x * power(x, n - 1) : 1; }
static volatile int three = 3;

int main(void) {
  char text[50];
  CHECK(!strcmp(decimal(~(u128)0, text + 50), "340282366920938463463374607431768211455"));
  CHECK(!strcmp(decimal(power(10, 38), text + 50), "100000000000000000000000000000000000000"));
  CHECK(power(three, 80) / power(three, 77) == 27 && power(three, 80) % power(7, 3) == 219);
  s128 n = -(s128)power(10, 30);
  CHECK(n / 7 * 7 + n % 7 == n && n % 7 < 0 && n / -1 == -n && n / power(10, 20) != 0);
  CHECK((int64_t)(n / (s128)power(10, 20)) == -10000000000ll);
  CHECK(pmix(1, 1, 1, 1, 1, 1, 1) == 127 && pmix(0, 0, 0, -1, 0, 0, (u128)1 << 64) ==
        ((u128)64 << 64) - 8);
  struct s v = pbump((struct s){'a', ~(u128)0, 3});
  CHECK(v.x == 2 && v.c == 'a' && sizeof v == 48);
  static const u128 table[] = {1, (u128)5 << 100, -(u128)1};
  CHECK(table[1] >> 100 == 5 && table[2] + 1 == 0 && table[three - 3] == 1);
  return 0;
}
