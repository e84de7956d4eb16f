// proves: printf and snprintf get arguments of every class in order; prints a deterministic table
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int one = 1;
static char b[160];

static int same(int length, const char *expected) {
  return length == (int)strlen(expected) && strcmp(b, expected) == 0;
}

int main(void) {
  int n = one;
  unsigned before = 0;
  CHECK(same(snprintf(b, sizeof b, "%d|%5d|%-5d|%05d|%+d", 42 * n, -42, n, 42, 7),
             "42|  -42|1    |00042|+7"));
  CHECK(same(snprintf(b, sizeof b, "%x|%X|%#o|%u", 255u, 255u * n, 8u, -1),
             "ff|FF|010|4294967295"));
  CHECK(same(snprintf(b, sizeof b, "%ld|%lld|%lu|%zu", -1l * n, 1ll << 62, ~0ul, sizeof n),
             "-1|4611686018427387904|18446744073709551615|4"));
  CHECK(same(snprintf(b, sizeof b, "%.3f|%8.2e|%g|%a", 3.14159 * n, 12345.678, 1e-5, 1.0),
             "3.142|1.23e+04|1e-05|0x1p+0"));
  CHECK(same(snprintf(b, sizeof b, "%s|%.2s|%5s|%-5s|%c%%", "ab", "abc", "x", "y", 'z'),
             "ab|ab|    x|y    |z%"));
  CHECK(same(snprintf(b, sizeof b, "%*d|%-*d|%.*f", 4, n, 3, 2, 1, 0.25), "   1|2  |0.2"));
  CHECK(same(snprintf(b, sizeof b, "%d %f %d %f %d %f %d %f %d %f", 1, 1., 2, 2., 3, 3.,
                     4, 4., 5, 5.),
             "1 1.000000 2 2.000000 3 3.000000 4 4.000000 5 5.000000"));
  CHECK(same(snprintf(b, sizeof b, "%hhd %hd %hhu", 511, 65537, 511), "-1 1 255"));
  CHECK(snprintf(b, 4, "%s", "truncated") == 9 && strcmp(b, "tru") == 0);
  double d;
  CHECK(sscanf("17 -2.5 word 0xff", "%d %lf %7s %x", &n, &d, b, &before) == 4 && d == -2.5);
  CHECK(n == 17 && before == 255 && strcmp(b, "word") == 0);
  for (int i = 1; i <= 3; i++) printf("%2d %6.3f %s\n", i, i / 3.0, "xyz" + i - 1);
  return 0;
}
