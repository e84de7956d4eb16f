// proves: values live over calls whose registers a compiler may know: recursion, tail calls, longjmp
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef struct {
  long a, b, c;
} Big;
typedef struct {
  double a;
  int b;
} Mixed;

static jmp_buf back;
static int leaf(int x) { return x + 1; }
int doubled(int x) { return x * 2; }
static double half(double x) { return x * 0.5; }
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int even(int n);
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
static int onward(int x) { return x > 5 ? fib(x & 7) : doubled(x); }
static void leave(int x) {
  if (x > 3) longjmp(back, x);
}
static int divided(int a, int b) { return a / b * 1000 + a % b; }
static unsigned turned(unsigned a, int n) { return n == 0 ? a : a << n | a >> (32 - n); }
static void copied(char *to, const char *from) { memcpy(to, from, 300); }
static Big big(long x) {
  Big b = {x, x + 1, x + 2};
  return b;
}
static Mixed mixed(int x) {
  Mixed m = {x * 0.25, x};
  return m;
}
static int summed(int n, ...) {
  va_list list;
  int sum = 0;
  va_start(list, n);
  while (n-- > 0) sum += va_arg(list, int);
  va_end(list);
  return sum;
}

/* The same by calls that nothing is known of. */
static int (*volatile any_leaf)(int) = leaf, (*volatile any_doubled)(int) = doubled;
static int (*volatile any_fib)(int) = fib, (*volatile any_even)(int) = even;
static int (*volatile any_onward)(int) = onward, (*volatile any_divided)(int, int) = divided;
static unsigned (*volatile any_turned)(unsigned, int) = turned;
static double (*volatile any_half)(double) = half;
static Big (*volatile any_big)(long) = big;
static Mixed (*volatile any_mixed)(int) = mixed;
static int (*volatile any_summed)(int, ...) = summed;

static long known(int i, int a, int b, int c, double f, double g) {
  char from[300] = "x", to[300];
  f += half(g);
  a += leaf(b);
  b += doubled(c);
  g -= half(f);
  c ^= fib(i & 7) + even(i) * a + onward(i);
  Big q = big(a);
  Mixed m = mixed(c);
  copied(to, from);
  unsigned t = turned((unsigned)a, i & 31);
  b += divided(a & 1023, i) + summed(3, a, b, c) + to[0];
  return a + 3L * b + 5L * c + q.a + q.b + q.c + (long)(8 * (f + g + m.a)) + m.b + t;
}

static long unknown(int i, int a, int b, int c, double f, double g) {
  f += any_half(g);
  a += any_leaf(b);
  b += any_doubled(c);
  g -= any_half(f);
  c ^= any_fib(i & 7) + any_even(i) * a + any_onward(i);
  Big q = any_big(a);
  Mixed m = any_mixed(c);
  unsigned t = any_turned((unsigned)a, i & 31);
  b += any_divided(a & 1023, i) + any_summed(3, a, b, c) + 'x';
  return a + 3L * b + 5L * c + q.a + q.b + q.c + (long)(8 * (f + g + m.a)) + m.b + t;
}

static int left(int i, int a) {
  volatile int kept = a;
  int same = a * 3;
  int by = setjmp(back);
  if (by != 0) return kept * 2 + by;
  leave(i);
  return kept + same;
}

int main(void) {
  for (int i = 1; i < 40; i++) {
    int a = 3 * i, b = 5 * i, c = i ^ 7;
    double f = 1.5 * i, g = 1.5 + i;
    CHECK(known(i, a, b, c, f, g) == unknown(i, a, b, c, f, g));
    CHECK(left(i, 2 * i) == (i > 3 ? 5 * i : 8 * i));
  }
  return 0;
}
