// proves: a shift has the type of its promoted left operand, whatever the type of the count
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile uint64_t count64 = 4;
static volatile signed char count8 = 4;
static volatile uint8_t byte = 0x90;
static volatile uint16_t half = 0x9000;
static volatile int minus = -256;

int main(void) {
  CHECK(sizeof(byte << count64) == 4);
  CHECK(byte << count64 == 0x900);
  CHECK((uint8_t)(byte << count64) == 0);
  CHECK(half << count8 == 0x90000);
  CHECK((uint16_t)(half << count8) == 0);
  CHECK(minus >> count64 == -16);
  CHECK((unsigned)minus >> count64 == 0x0ffffff0u);
  CHECK((int64_t)((unsigned)minus >> count8) == 0x0ffffff0);
  CHECK((uint64_t)minus >> count8 == 0x0ffffffffffffff0ull);
  CHECK((uint64_t)(minus >> count8) == 0xfffffffffffffff0ull);
  CHECK(0xffffffffu << count64 == 0xfffffff0u);
  CHECK((uint64_t)(0xffffffffu << count64) == 0xfffffff0ull);
  CHECK((uint64_t)0xffffffffu << count64 == 0xffffffff0ull);
  uint8_t plain = byte, rotated = (uint8_t)(plain << 1 | plain >> 7);
  CHECK(rotated == 0x21);
  CHECK((1 << count8 << count64) == 256 && (256 >> count8 >> count64) == 1);
  return 0;
}
