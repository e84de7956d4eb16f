// proves: pairs of shifts that extract signed and unsigned fields are not confused
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int32_t field(uint32_t word, int low, int width) {
  return (int32_t)(word << (32 - low - width)) >> (32 - width);
}

static uint32_t ufield(uint32_t word, int low, int width) {
  return word << (32 - low - width) >> (32 - width);
}

static volatile uint32_t word = 0xdeadbeef;
static volatile int64_t wide = 0x00000000ffffff80ll;

int main(void) {
  CHECK(field(word, 0, 8) == -17 && ufield(word, 0, 8) == 0xef);
  CHECK(field(word, 8, 8) == -66 && ufield(word, 8, 8) == 0xbe);
  CHECK(field(word, 4, 3) == -2 && ufield(word, 4, 3) == 6);
  CHECK(field(word, 0, 32) == (int32_t)0xdeadbeef && ufield(word, 31, 1) == 1);
  CHECK((int32_t)(word << 16) >> 16 == -16657);
  CHECK((int32_t)(word << 24) >> 24 == -17);
  CHECK(word << 16 >> 16 == 0xbeef && word << 24 >> 24 == 0xef);
  CHECK((int64_t)((uint64_t)wide << 32) >> 32 == -128);
  CHECK((uint64_t)wide << 32 >> 32 == 0xffffff80u);
  CHECK((wide & 0x80) >> 7 == 1 && (int8_t)wide >> 7 == -1);
  CHECK((int16_t)word >> 4 == -1042 && (uint16_t)word >> 4 == 0xbee);
  return 0;
}
