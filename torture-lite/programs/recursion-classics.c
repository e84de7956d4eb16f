// proves: plain recursions: Ackermann, Hanoi, fibonacci, gcd, power, permutations
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned ackermann(unsigned m, unsigned n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

static int hanoi(int n, int from, int to, unsigned *checksum) {
  if (n == 0) return 0;
  int other = 6 - from - to;
  int moves = hanoi(n - 1, from, other, checksum);
  *checksum = *checksum * 31 + (unsigned)(from * 4 + to);
  return moves + 1 + hanoi(n - 1, other, to, checksum);
}

static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static long gcd(long a, long b) { return b ? gcd(b, a % b) : a < 0 ? -a : a; }

static long power(long x, unsigned n) {
  if (n == 0) return 1;
  long half = power(x, n / 2);
  return n % 2 ? half * half * x : half * half;
}

static int permute(char *s, int at, int n) {
  if (at == n) return s[0] < s[n - 1];
  int count = 0;
  for (int i = at; i < n; i++) {
    char t = s[at]; s[at] = s[i]; s[i] = t;
    count += permute(s, at + 1, n);
    t = s[at]; s[at] = s[i]; s[i] = t;
  }
  return count;
}

static volatile int five = 5;

int main(void) {
  char letters[] = "abcdef";
  unsigned checksum = 0, again = 0;
  CHECK(ackermann(2, 5) == 13 && ackermann(2, (unsigned)five + 4) == 21);
  CHECK(hanoi(7, 1, 3, &checksum) == 127 && hanoi(five + 2, 1, 3, &again) == 127);
  CHECK(checksum == again && checksum != 0);
  CHECK(fib(five * 3) == 610 && gcd(1071, -462) == 21 && gcd(0, five) == 5);
  CHECK(power(3, 20) == 3486784401l && power(-2, 63) == -9223372036854775807l - 1);
  CHECK(permute(letters, 0, 6) == 360 && letters[0] == 'a' && letters[5] == 'f');
  return 0;
}
