/* C11 6.8.4.2: switches of few ways on over many values, below zero and above 32, dense and not */
#include "check.h"

static int calls;
static int way(int n) { calls++; return n; }

static int kind(int c) {
  switch (c) {
    case ' ': case '\t': case '\n': case '\r': return way(1);
    case '+': case '-': case '*': case '/': case '%': return way(2);
    case '(': case ')': case ';': case ',': return way(3);
    default: return way(0);
  }
}

static int around(long n) {
  switch (n) {
    case -30: case -28: case -1: case 3: case 7: case 33: way(1); /* fall through */
    case -29: case 0: case 5: case 32: return way(2);
    default: return way(4);
  }
}

/* No value is left over. */
static int all(unsigned n) {
  switch (n & 7) {
    case 0: case 3: case 6: return way(5);
    case 1: case 4: case 7: return way(6);
    case 2: case 5: return way(7);
  }
  return 0;
}

static int top(unsigned long n) {
  switch (n) {
    case -1UL: case -3UL: case -5UL: case -64UL: return way(1);
    case -2UL: case -6UL: return way(2);
  }
  return way(3);
}

static int expected(long n, const long *ones, const long *twos) {
  for (; *ones != 99; ones++) if (n == *ones) return 1;
  for (; *twos != 99; twos++) if (n == *twos) return 2;
  return 0;
}

int main(void) {
  static const long ones[] = {-30, -28, -1, 3, 7, 33, 99}, twos[] = {-29, 0, 5, 32, 99};
  static const long tops[] = {-1, -3, -5, -64, 99}, others[] = {-2, -6, 99};
  for (long n = -140; n < 140; n++) {
    calls = 0;
    int is = expected(n, ones, twos);
    CHECK(around(n) == (is ? 2 : 4));
    CHECK(calls == (is == 1 ? 2 : 1));
    is = expected(n, tops, others);
    CHECK(top((unsigned long)n) == (is ? is : 3));
    CHECK(all((unsigned)n) == 5 + (int)((unsigned)n & 7) % 3);
    char set[] = " \t\n\r+-*/%();,";
    int want = 0;
    for (int i = 0; i < 13; i++)
      if (n == set[i]) want = i < 4 ? 1 : i < 9 ? 2 : 3;
    CHECK(kind((int)n) == want);
  }
  CHECK(around(-30 + (1L << 32)) == 4 && top(1UL << 32) == 3 && kind(0x40000020) == 0);
  return 0;
}
