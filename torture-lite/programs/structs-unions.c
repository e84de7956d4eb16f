// proves: unions reinterpret bytes (6.5.2.3 note 95), and copy at their full size
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union bits { float f; uint32_t u; unsigned char b[4]; int16_t h[2]; };
union wide { double d; uint64_t u; struct { uint32_t low, high; } w; char pad[12]; };

static union bits flip(union bits x) {
  x.u ^= 0x80000000u;
  return x;
}
static union bits (*volatile negate)(union bits) = flip;
static union wide pass(union wide w) { return w; }
static union wide (*volatile through)(union wide) = pass;
static volatile float one = 1.0f;

int main(void) {
  union bits x = {.f = one};
  CHECK(x.u == 0x3f800000u && x.b[3] == 0x3f && x.h[1] == 0x3f80);
  x = negate(x);
  CHECK(x.f == -1.0f);
  x.b[0] = 1;
  CHECK(x.u == 0xbf800001u);
  x.h[1] = -1;
  CHECK(x.u == 0xffff0001u && x.f != x.f);
  CHECK(negate((union bits){.f = 2.5f}).f == -2.5f);
  union wide w = {.d = one};
  CHECK(w.w.high == 0x3ff00000u && w.w.low == 0);
  w.pad[11] = 77;
  w.w.low = 1;
  CHECK(w.d > 1.0 && w.d - 1.0 == 0x1p-52);
  union wide copy = through(w);
  CHECK(copy.pad[11] == 77 && copy.u == 0x3ff0000000000001ull);
  CHECK(sizeof(union wide) == 16);
  return 0;
}
