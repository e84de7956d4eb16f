// proves: indexes of every integer type, negative and beyond 32 bits of byte offset arithmetic
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int table[600];
static int *volatile middle_of_table = table + 300;

static int by_s8(const int *p, int8_t i) { return p[i]; }
static int by_u8(const int *p, uint8_t i) { return p[i]; }
static int by_s16(const int *p, int16_t i) { return p[i]; }
static int by_s32(const int *p, int32_t i) { return p[i - 1]; }
static int by_u32(const int *p, uint32_t i) { return p[i]; }
static int by_s64(const int *p, int64_t i) { return p[i + 1]; }
static int wrapped(const int *p, uint32_t i) { return p[i - 10u + 10u]; }
static int low_byte(const int *p, int i) { return p[(uint8_t)i]; }
static int sign_byte(const int *p, int i) { return p[(int8_t)i]; }

int main(void) {
  int *middle = middle_of_table;
  for (int i = 0; i < 600; i++) table[i] = i - 300;
  CHECK(by_s8(middle, -128) == -128 && by_s8(middle, 127) == 127);
  CHECK(by_u8(middle, 255) == 255 && by_u8(middle, (uint8_t)-1) == 255);
  CHECK(by_s16(middle, -300) == -300 && by_s16(middle, 299) == 299);
  CHECK(by_s32(middle, -299) == -300 && by_s32(middle, 0) == -1);
  CHECK(by_u32(middle, 299) == 299 && by_u32(table, 1) == -299);
  CHECK(by_s64(middle, -301) == -300 && by_s64(middle, -1) == 0);
  CHECK(wrapped(middle, 3) == 3);
  CHECK(low_byte(middle, 0x1234fe) == 254 && sign_byte(middle, 0x1234fe) == -2);
  CHECK(low_byte(middle, -1) == 255 && sign_byte(middle, 0x7fffff80) == -128);
  for (int8_t i = -100; i < 100; i++) CHECK(middle[i] == i);
  for (uint16_t i = 65535; i >= 65436; i--) CHECK(middle[i - 65536] == i - 65536);
  int i = 5;
  middle[i++] = 7;
  CHECK(i == 6 && middle[5] == 7);
  long big = 1l << 33;
  CHECK(middle[big - (1l << 33) + 7] == 7);
  return 0;
}
