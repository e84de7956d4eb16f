// proves: stores into narrower objects truncate modulo 2^n and loads extend by their own type
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int8_t i8;
static uint8_t u8;
static int16_t i16;
static uint16_t u16;
static int32_t i32;
static uint32_t u32;

static void store(uint64_t x) {
  i8 = (int8_t)x;
  u8 = (uint8_t)x;
  i16 = (int16_t)x;
  u16 = (uint16_t)x;
  i32 = (int32_t)x;
  u32 = (uint32_t)x;
}
static void (*volatile store_it)(uint64_t) = store;

int main(void) {
  store_it(0x123456789abcdef0ull);
  CHECK(i8 == -16 && u8 == 240);
  CHECK(i16 == -8464 && u16 == 57072);
  CHECK(i32 == (int32_t)0x9abcdef0 && u32 == 0x9abcdef0u);
  CHECK((int64_t)i8 == -16 && (uint64_t)i8 == 0xfffffffffffffff0ull);
  CHECK((int64_t)u32 == 0x9abcdef0ll && (int64_t)i32 == -1698898192ll);
  CHECK((uint32_t)i16 == 0xffffdef0u);
  CHECK((uint16_t)i8 == 0xfff0 && (int16_t)u8 == 240);
  store_it(0x7f);
  CHECK(i8 == 127 && u8 == 127);
  store_it(0x80);
  CHECK(i8 == -128 && u8 == 128 && i16 == 128);
  store_it(0xffffffff80000000ull);
  CHECK(i32 < 0 && u32 > 0 && (int64_t)i32 == -2147483648ll && i16 == 0);
  return 0;
}
