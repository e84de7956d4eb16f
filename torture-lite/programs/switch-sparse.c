// proves: sparse labels at the edges of the range, and 64-bit labels, select the right case
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int sparse(int x) {
  switch (x) {
    case INT_MIN: return 1;
    case -1000000: return 2;
    case -1: return 3;
    case 0: return 4;
    case 17: return 5;
    case 65536: return 6;
    case 1000003: return 7;
    case INT_MAX: return 8;
    default: return 0;
  }
}

static int wide(int64_t x) {
  switch (x) {
    case INT64_MIN: return 1;
    case -4294967296: return 2;
    case 0: return 3;
    case 1: return 4;
    case 4294967296: return 5;
    case 4294967297: return 6;
    case 0x7ffffffffffffffe: return 7;
    case INT64_MAX: return 8;
  }
  return 0;
}

static int unsigned_labels(unsigned x) {
  switch (x) {
    case -1: return 1;
    case 0x80000000: return 2;
    case 4294967294: return 3;
    case 2: return 4;
  }
  return 0;
}
static int (*volatile s)(int) = sparse;
static int (*volatile w)(int64_t) = wide;
static int (*volatile u)(unsigned) = unsigned_labels;

int main(void) {
  static const int at[] = {INT_MIN, -1000000, -1, 0, 17, 65536, 1000003, INT_MAX};
  for (int i = 0; i < 8; i++) CHECK(s(at[i]) == i + 1);
  CHECK(s(1) == 0 && s(-2) == 0 && s(INT_MIN + 1) == 0 && s(INT_MAX - 1) == 0);
  CHECK(w(INT64_MIN) == 1 && w(-(1ll << 32)) == 2 && w(0) == 3 && w(1) == 4);
  CHECK(w(1ll << 32) == 5 && w((1ll << 32) + 1) == 6 && w(INT64_MAX) == 8);
  CHECK(w(INT64_MAX - 1) == 7 && w(1ll << 33) == 0 && w(-1) == 0);
  CHECK(u(~0u) == 1 && u(1u << 31) == 2 && u(~1u) == 3 && u(2) == 4 && u(0) == 0);
  return 0;
}
