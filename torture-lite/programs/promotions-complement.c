// proves: ~ and unary minus act on the promoted operand, so that ~(unsigned char)0 is -1
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile uint8_t zero8;
static volatile uint16_t mask16 = 0xff00;
static volatile uint32_t mask32 = 0xffff0000u;

int main(void) {
  CHECK(~zero8 == -1);
  CHECK((uint8_t)~zero8 == 255);
  CHECK(~zero8 >> 1 == -1);
  CHECK((uint8_t)(~zero8) >> 1 == 127);
  CHECK(~mask16 == (int)0xffff00ff);
  CHECK((~mask16 & 0xffff) == 0x00ff);
  CHECK(~mask32 == 0x0000ffffu);
  CHECK((uint64_t)~mask32 == 0xffffu);
  CHECK(~(uint64_t)mask32 == 0xffffffff0000ffffull);
  CHECK((int64_t)~mask16 == -65281);
  CHECK(-mask32 == 0x00010000u);
  CHECK(-(int64_t)mask32 == -4294901760ll);
  CHECK((!zero8) == 1 && !!mask16 == 1);
  if (~zero8 == 0xff) abort();
  uint8_t x = 0x5a;
  x = ~x;
  CHECK(x == 0xa5);
  x ^= ~0;
  CHECK(x == 0x5a);
  return 0;
}
