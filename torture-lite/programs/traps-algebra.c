// proves: algebraic identities hold at the edge values, for variables and for visible constants
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const uint32_t at[] = {0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000,
  0x55555555, 0xaaaaaaaa, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff};

static void pairs(uint32_t a, uint32_t b) {
  CHECK((a ^ b) == (a | b) - (a & b));
  CHECK(a + b == (a ^ b) + 2 * (a & b));
  CHECK(a - b == a + ~b + 1 && -a == ~a + 1 && ~(a & b) == (~a | ~b));
  CHECK((a & b) + (a | b) == a + b && (a & ~b) + b == (a | b));
  CHECK((a < b) == (a - b > a) && (a + b < a) == (b > ~a));
  CHECK((int32_t)(a ^ 0x80000000u) < (int32_t)(b ^ 0x80000000u) == a < b);
  CHECK((uint64_t)a * b == ((uint64_t)(a >> 16) * b << 16) + (uint64_t)(a & 0xffff) * b);
  CHECK(((a & b) == a) == ((a | b) == b) && (!a == !b) == ((a != 0) == (b != 0)));
  CHECK((a > b ? a : b) + (a > b ? b : a) == a + b);
}

static void multiples(uint32_t a) {
  CHECK(a * 3 == a + a + a && a * 5 == (a << 2) + a && a * 7 == (a << 3) - a);
  CHECK(a * 9 == (a << 3) + a && a * 10 == ((a << 2) + a) << 1 && a * 15 == (a << 4) - a);
  CHECK(a * 0xffffffffu == -a && a * 0x80000000u == a << 31 && a * 45 == a * 5 * 9);
  CHECK(a * -8u == -(a << 3) && a * 0 == 0 && (a & 0) == 0 && (a | ~0u) == ~0u);
  CHECK((a & a) == a && (a ^ a) == 0 && a - a == 0 && (a | 0) == a && a % 1 == 0);
  CHECK((a >> 3 << 3) == (a & ~7u) && (a << 5 >> 5) == (a & 0x07ffffff));
  CHECK((a & 0xff) == a % 256 && a / 256 == a >> 8 && (uint8_t)a == a % 256);
  CHECK((a & -a) == (a ^ (a & (a - 1))) && !!a == (a | -a) >> 31);
  CHECK((uint64_t)a * 3 / 3 == a && ((uint64_t)a << 32) / 0x100000000ull == a);
  CHECK((int32_t)a / -1 == -(int32_t)a);
}

int main(void) {
  for (int i = 0; i < 19; i++) {
    if (at[i] != 0x80000000u) multiples(at[i]);
    for (int k = 0; k < 19; k++) pairs(at[i], at[k]);
  }
  return 0;
}
