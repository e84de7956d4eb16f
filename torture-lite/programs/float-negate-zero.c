// proves: -x flips the sign of zero, 0-x does not, x+0 and x*1 keep it; no unsafe identities
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static uint64_t bits(double d) {
  uint64_t u;
  memcpy(&u, &d, sizeof u);
  return u;
}

static uint32_t bits32(float f) {
  uint32_t u;
  memcpy(&u, &f, sizeof u);
  return u;
}

static volatile double pz = 0.0, nz = -0.0, big = 1e308;
static volatile float fz = 0.0f;

#define MINUS 0x8000000000000000ull

int main(void) {
  CHECK(bits(-pz) == MINUS && bits(-nz) == 0);
  CHECK(bits(0 - pz) == 0 && bits(0 - nz) == 0);
  CHECK(bits(nz + 0.0) == 0 && bits(nz - 0.0) == MINUS);
  CHECK(bits(nz + -0.0) == MINUS && bits(pz + -0.0) == 0);
  CHECK(bits(nz * 1) == MINUS && bits(pz * -1) == MINUS && bits(nz * 0) == MINUS);
  double a = pz, b = big;
  CHECK(bits(a - a) == 0 && bits(a * -3.5) == MINUS);
  CHECK(bits32(-fz) == 0x80000000u && bits32(fz * -2) == 0x80000000u);
  CHECK(b * 10 - b * 10 != 0);
  CHECK((b * 10) * 0 != 0);
  CHECK(b * 10 / 10 != b && b / 10 * 10 <= b);
  CHECK((0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3));
  double x = pz + 0.1, y = pz + 0.2, z = pz + 0.3;
  CHECK((x + y) + z != x + (y + z));
  CHECK(x + (b - b) == x && (x + b) - b == 0);
  CHECK(x / 5 != x * (1.0 / 5));
  CHECK(x / 4 == x * 0.25);
  return 0;
}
