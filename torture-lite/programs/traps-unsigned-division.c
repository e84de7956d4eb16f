// proves: unsigned and signed division are told apart when one operand was extended or shifted
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned udiv(unsigned a, unsigned b) { return a / b; }
static int sdiv(int a, int b) { return a / b; }
static uint64_t wide(uint32_t a, uint32_t b) { return (uint64_t)a * a / b; }
static int64_t mixed(int32_t a, uint32_t b) { return a / (int64_t)b; }
static uint32_t mixed32(int32_t a, uint32_t b) { return a / b; }
static int bytes(int8_t a, uint8_t b) { return a / b * 100 + a % b; }
static uint16_t halves(uint16_t a, uint16_t b) { return (uint16_t)(a / b); }
static int64_t by_min(int64_t a) { return a / INT64_MIN; }
static int min_by(int b) { return INT_MIN / b; }
static int64_t extended_min(int32_t a) { return (int64_t)a / -1; }
static int narrow_min(int8_t a) { return a / -1; }

static unsigned (*volatile u)(unsigned, unsigned) = udiv;
static int (*volatile s)(int, int) = sdiv;
static volatile int32_t minus_seven = -7;

int main(void) {
  CHECK(u(0xfffffff9u, 2) == 0x7ffffffcu && s(-7, 2) == -3 && s(7, -2) == -3 && s(-7, -2) == 3);
  CHECK(u(5, 0xffffffffu) == 0 && u(0xffffffffu, 0xffffffffu) == 1);
  CHECK(u(0x80000000u, 3) == 715827882u);
  CHECK(wide(0xffffffffu, 0xffffffffu) == 0xffffffffu && wide(0x80000000u, 2) == 1ull << 61);
  CHECK(mixed(minus_seven, 2) == -3 && mixed(minus_seven, 0xffffffffu) == 0);
  CHECK(mixed32(minus_seven, 2) == 0x7ffffffcu && mixed32(minus_seven, 0xfffffff9u) == 1);
  CHECK(bytes((int8_t)minus_seven, 2) == -301 && bytes(-128, 255) == -128);
  CHECK(halves(65535, 2) == 32767 && halves(5, 65535) == 0);
  CHECK(by_min(INT64_MIN) == 1 && by_min(INT64_MAX) == 0 && by_min(-1) == 0);
  CHECK(min_by(2) == -1073741824 && min_by(INT_MIN) == 1 && min_by(-2) == 1073741824);
  CHECK(extended_min(INT_MIN) == 2147483648ll && narrow_min(-128) == 128);
  for (int a = -20; a <= 20; a++) {
    for (int b = -5; b <= 5; b++) {
      if (b) CHECK(s(a, b) * b + a % b == a && (a % b == 0 || (a % b < 0) == (a < 0)));
    }
  }
  return 0;
}
