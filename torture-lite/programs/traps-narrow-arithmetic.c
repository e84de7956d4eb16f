// proves: narrow loop-carried values wrap at each assignment, whatever register holds them
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int crc8(const uint8_t *p, int n) {
  uint8_t crc = 0;
  while (n--) {
    crc ^= *p++;
    for (int i = 0; i < 8; i++) crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 7 : crc << 1);
  }
  return crc;
}

static uint16_t fletcher(const uint8_t *p, int n) {
  uint8_t a = 0, b = 0;
  for (; n > 0; n--) {
    a += *p++;
    b += a;
  }
  return (uint16_t)(b << 8 | a);
}

static int16_t saturate(int x) {
  return (int16_t)(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
}

static int mix(int16_t sample, int gain) {
  int16_t out = sample;
  for (int i = 0; i < 4; i++) out = saturate(out * gain / 256);
  return out;
}

static int counter(int8_t from, int n) {
  int wraps = 0;
  for (int8_t i = from; n--; i++) wraps += i == -128;
  return wraps;
}

static uint8_t lfsr(uint8_t x, int n) {
  while (n--) x = (uint8_t)(x >> 1 ^ (-(x & 1) & 0xb8));
  return x;
}

static int (*volatile f)(const uint8_t *, int) = crc8;
static uint16_t (*volatile g)(const uint8_t *, int) = fletcher;
static int (*volatile h)(int16_t, int) = mix, (*volatile k)(int8_t, int) = counter;
static uint8_t (*volatile l)(uint8_t, int) = lfsr;

int main(void) {
  const uint8_t *text = (const uint8_t *)"123456789";
  CHECK(f(text, 9) == 0xf4);
  uint8_t high[300];
  for (int i = 0; i < 300; i++) high[i] = 0xfe;
  unsigned a = 300 * 0xfe & 0xff, b = 0xfe * (300 * 301 / 2) & 0xff;
  CHECK(g(high, 300) == (b << 8 | a));
  CHECK(h(30000, 512) == 32767 && h(-30000, 512) == -32768 && h(-256, 128) == -16);
  CHECK(k(0, 1000) == 4 && k(-128, 1) == 1 && k(127, 1) == 0 && k(127, 2) == 1);
  CHECK(l(1, 255) == 1 && l(1, 1) == 0xb8);
  return 0;
}
