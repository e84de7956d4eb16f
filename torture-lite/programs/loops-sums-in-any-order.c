// proves: sums, least and greatest, and what only some rounds add, come out as in order
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)
#define SIZE 67

static int words[SIZE];
static short halves[SIZE];
static unsigned char bytes[SIZE];

static unsigned add(const int *a, int n) {
  unsigned s = 7;
  for (int i = 0; i < n; i++) s += (unsigned)a[i];
  return s;
}
static long wide(const unsigned char *a, unsigned long n) {
  long s = -3;
  for (unsigned long i = 0; i < n; i++) s += a[i];
  return s;
}
static int products(const short *a, const short *b, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i] * b[i];
  return s;
}
static int above(const int *a, int n, int least) {
  int s = 0;
  for (int i = 0; i < n; i++)
    if (a[i] > least) s += a[i] & 15;
  return s;
}
static int equal(const unsigned char *a, unsigned n, int c) {
  int k = 0;
  for (unsigned i = 0; i < n; i++)
    if (a[i] == c) k++;
  return k;
}
static int greatest(const int *a, int n) {
  int m = INT_MIN;
  for (int i = 0; i < n; i++)
    if (a[i] > m) m = a[i];
  return m;
}
static unsigned smallest(const unsigned *a, int n) {
  unsigned m = UINT_MAX;
  for (int i = 0; i < n; i++) m = a[i] < m ? a[i] : m;
  return m;
}
static int bits(const int *a, int n, int *or, int *xor) {
  int x = 0, o = 0, s = -1;
  for (int i = 0; i < n; i++) {
    x ^= a[i];
    o |= a[i];
    s &= a[i];
  }
  *or = o;
  *xor = x;
  return s;
}

int main(void) {
  for (int n = 0; n <= SIZE; n++) {
    unsigned sum = 7, low = UINT_MAX;
    long all = -3;
    int some = 0, same = 0, high = INT_MIN, o = 0, x = 0, a = -1;
    for (int i = 0; i < n; i++) {
      words[i] = (int)((unsigned)(i + n) * 2654435761u);
      halves[i] = (short)(i * 1999 - 32768);
      bytes[i] = (unsigned char)(i * 91);
    }
    for (volatile int i = 0; i < n; i++) {
      sum += (unsigned)words[i];
      all += bytes[i];
      if (words[i] > 1000) some += words[i] & 15;
      if (bytes[i] == 91) same++;
      if (words[i] > high) high = words[i];
      if ((unsigned)words[i] < low) low = (unsigned)words[i];
      o |= words[i];
      x ^= words[i];
      a &= words[i];
    }
    int or, xor, dots = 0;
    short part[SIZE];
    for (int i = 0; i < n; i++) part[i] = (short)(halves[i] >> 6);
    for (volatile int i = 0; i < n; i++) dots += part[i] * halves[i];
    CHECK(add(words, n) == sum && wide(bytes, (unsigned long)n) == all);
    CHECK(products(part, halves, n) == dots && above(words, n, 1000) == some);
    CHECK(equal(bytes, (unsigned)n, 91) == same && equal(bytes, (unsigned)n, 256 + 91) == 0);
    CHECK(greatest(words, n) == high && smallest((const unsigned *)words, n) == low);
    CHECK(bits(words, n, &or, &xor) == a && or == o && xor == x);
  }
  return 0;
}
