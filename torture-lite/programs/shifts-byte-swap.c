// proves: shift-and-mask byte swaps and big-endian loads combine bytes without sign leaks
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static uint32_t swap32(uint32_t x) {
  return x >> 24 | (x >> 8 & 0xff00) | (x << 8 & 0xff0000) | x << 24;
}

static uint64_t swap64(uint64_t x) {
  return (uint64_t)swap32((uint32_t)x) << 32 | swap32((uint32_t)(x >> 32));
}

static uint16_t swap16(uint16_t x) { return (uint16_t)(x << 8 | x >> 8); }

static uint32_t load_big(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static int32_t load_signed_24(const signed char *p) {
  return p[0] * 65536 + (p[1] & 255) * 256 + (p[2] & 255);
}

static const unsigned char bytes[] = {0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
static const unsigned char *volatile at = bytes;

int main(void) {
  CHECK(load_big(at) == 0xfedcba98u);
  CHECK(load_big(at + 3) == 0x98765432u);
  CHECK(swap32(load_big(at)) == 0x98badcfeu);
  CHECK(swap16(0xfedc) == 0xdcfe);
  uint64_t both = (uint64_t)load_big(at) << 32 | load_big(at + 4);
  CHECK(both == 0xfedcba9876543210ull);
  CHECK(swap64(both) == 0x1032547698badcfeull);
  CHECK(swap64(swap64(both)) == both);
  CHECK(load_signed_24((const signed char *)at) == -74566);
  return 0;
}
