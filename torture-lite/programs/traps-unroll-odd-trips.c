// proves: unrolled loops with early exits, two conditions and carried values stop at the right trip
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int find(const int *v, int n, int key) {
  for (int i = 0; i < n; i++) {
    if (v[i] == key) return i;
  }
  return -1;
}

static int horner(const int *v, int n) {
  unsigned x = 1;
  for (int i = n - 1; i >= 0; i--) x = x * 7 + (unsigned)v[i];
  return (int)(x & 0xffffff);
}

static int two_conditions(const int *v, int n, int budget) {
  int used = 0, i = 0;
  while (i < n && used + v[i] <= budget) used += v[i++];
  return i * 1000 + used;
}

static int constant_trips(const int *v) {
  int a = 0, b = 1, c = 0;
  for (int i = 0; i < 7; i++) a += v[i];
  for (int i = 1; i < 16; i += 4) b = b * 3 + v[i];
  for (int i = 13; i > 2; i -= 3) c = c * 5 + v[i];
  for (int i = 5; i < 5; i++) c = 0;
  return a * 1000000 + b * 1000 + c;
}

static void fibonacci(unsigned *out, int n) {
  unsigned a = 0, b = 1;
  for (int i = 0; i < n; i++) {
    out[i] = a;
    unsigned next = a + b;
    a = b;
    b = next;
  }
}

static int (*volatile f)(const int *, int, int) = find, (*volatile h)(const int *, int) = horner;
static int (*volatile t)(const int *, int, int) = two_conditions;
static void (*volatile fib)(unsigned *, int) = fibonacci;

int main(void) {
  int v[20];
  unsigned out[20], x = 1;
  for (int i = 0; i < 20; i++) v[i] = i + 1;
  for (int n = 0; n < 20; n++) {
    for (int k = 0; k < 20; k++) CHECK(f(v, n, k + 1) == (k < n ? k : -1));
    x = 1;
    for (int i = n; i-- > 0;) x = x * 7 + (unsigned)i + 1;
    CHECK(h(v, n) == (int)(x & 0xffffff));
    CHECK(t(v, n, 10000) == n * 1000 + n * (n + 1) / 2 && t(v, n, 0) == 0);
    for (int i = 0; i < 20; i++) out[i] = 99;
    fib(out, n);
    CHECK((n == 0 || out[n - 1] == (n == 1 ? 0 : n == 2 ? 1 : out[n - 2] + out[n - 3])));
    CHECK(out[n] == 99);
  }
  CHECK(t(v, 20, 15) == 5015 && t(v, 20, 14) == 4010);
  int b = 1, c = 0;
  b = ((((b * 3 + 2) * 3 + 6) * 3) + 10) * 3 + 14;
  c = ((14 * 5 + 11) * 5 + 8) * 5 + 5;
  CHECK(constant_trips(v) == 28 * 1000000 + b * 1000 + c);
  return 0;
}
