// proves: a value that may be negative is extended before it indexes
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int table[256];
static int at(const int *middle, signed char c) { return middle[c]; }
static int at_int(const int *middle, int i) { return middle[i]; }
static int at_unsigned(const int *base, unsigned i) { return base[i + 3]; }

int main(void) {
  for (int i = 0; i < 256; i++) table[i] = i;
  volatile int minus = -100;
  int (*volatile f)(const int *, signed char) = at;
  CHECK(f(table + 128, (signed char)minus) == 28);
  CHECK(f(table + 128, (signed char)(minus + 256)) == 28);
  CHECK(at_int(table + 128, minus * 1) == 28 && at_unsigned(table, (unsigned)minus + 100) == 3);
  CHECK(at_unsigned(table, 0xfffffffdu) == 0);
  int sum = 0;
  for (signed char c = -128;; c++) {
    sum += table[c + 128];
    if (c == 127) break;
  }
  CHECK(sum == 32640);
  unsigned char u = 250;
  for (int i = 0; i < 10; i++, u++) CHECK(table[u] == (250 + i) % 256);
  return 0;
}
