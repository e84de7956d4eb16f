// proves: stores through a char pointer are seen by later loads of any type, and the reverse
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int through_char(int *p, unsigned char *c) {
  *p = 0x01020304;
  c[0] = 0xff;
  int a = *p;
  c[3] = 0;
  return a ^ *p;
}

static uint64_t bytewise(double *d, unsigned char *b) {
  uint64_t bits = 0;
  *d = 1.0;
  for (int i = 7; i >= 0; i--) bits = bits << 8 | b[i];
  b[7] |= 0x80;
  return *d < 0 ? bits : 0;
}

static int increments(short *s, signed char *c, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    (*s)++;
    sum += *c;
    c[1]++;
    sum += *s >> 8;
  }
  return sum;
}

static int (*volatile f)(int *, unsigned char *) = through_char;
static uint64_t (*volatile g)(double *, unsigned char *) = bytewise;
static int (*volatile h)(short *, signed char *, int) = increments;

int main(void) {
  int x;
  double d;
  short s = 0;
  CHECK(f(&x, (unsigned char *)&x) == 0x01000000);
  CHECK(x == 0x000203ff);
  CHECK(g(&d, (unsigned char *)&d) == 0x3ff0000000000000ull);
  CHECK(h(&s, (signed char *)&s, 5) == 15 + 15 && s == 0x505);
  return 0;
}
