// proves: partial overlapping stores and loads of several sizes are not forwarded wrongly
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union cell { uint64_t q; uint32_t d[2]; uint16_t w[4]; uint8_t b[8]; };

static uint64_t narrow_then_wide(union cell *c, int i) {
  c->q = 0x1122334455667788ull;
  c->b[i & 7] = 0xff;
  return c->q;
}

static uint32_t wide_then_narrow(union cell *c, int i) {
  c->b[2] = 1;
  c->q = 0x8877665544332211ull;
  return c->b[2] + c->w[i & 3] * 256u;
}

static uint64_t merged(union cell *c) {
  c->d[0] = 0xaaaaaaaau;
  c->w[1] = 0xbbbb;
  c->b[3] = 0xcc;
  c->d[1] = 0;
  c->w[2] = (uint16_t)c->d[0];
  return c->q;
}

static int dead_store(int *p, const signed char *q) {
  *p = 1;
  int before = q[0];
  *p = 2;
  *p = before + 2;
  return *p * 10 + q[1];
}

static uint32_t by_memcpy(uint8_t *buffer, uint32_t x) {
  uint32_t y;
  memcpy(buffer + 1, &x, 4);
  buffer[2] ^= 0xff;
  memcpy(&y, buffer, 4);
  return y;
}

static uint64_t (*volatile f)(union cell *, int) = narrow_then_wide;
static uint32_t (*volatile g)(union cell *, int) = wide_then_narrow;
static uint64_t (*volatile m)(union cell *) = merged;
static int (*volatile d)(int *, const signed char *) = dead_store;

int main(void) {
  union cell c;
  CHECK(f(&c, 0) == 0x11223344556677ffull && f(&c, 7) == 0xff22334455667788ull);
  CHECK(f(&c, 3) == 0x11223344ff667788ull);
  CHECK(g(&c, 0) == 0x33 + 0x221100 && g(&c, 3) == 0x33 + 0x887700);
  CHECK(m(&c) == 0x0000aaaaccbbaaaaull);
  int x = 0;
  CHECK(d(&x, (signed char *)&x) == 30 && x == 3);
  uint8_t buffer[8] = {9};
  CHECK(by_memcpy(buffer, 0x04030201) == 0x03fd0109);
  return 0;
}
