// proves: with the packed attribute a field may straddle bytes and words
// std: gnu11
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct __attribute__((packed)) header {
  uint8_t version : 3;
  uint32_t length : 23;
  int32_t delta : 13;
  uint8_t last : 1;
};

struct __attribute__((packed)) loose {
  char c;
  int i;
  short s;
  double d;
};

static struct header table[5];
static volatile int five = 5;

int main(void) {
  CHECK(sizeof(struct header) == 5);
  CHECK(sizeof(struct loose) == 15);
  for (int i = 0; i < five; i++) {
    table[i].version = i + 3;
    table[i].length = 0x700000 + i;
    table[i].delta = -4000 + i;
    table[i].last = i & 1;
  }
  for (int i = 0; i < five; i++) {
    CHECK(table[i].version == (i + 3) % 8);
    CHECK(table[i].length == 0x700000u + i);
    CHECK(table[i].delta == -4000 + i);
    CHECK(table[i].last == (i & 1));
  }
  const unsigned char *raw = (const unsigned char *)&table[0];
  CHECK(raw[0] == 3 && raw[1] == 0 && raw[2] == 0x80);
  struct loose a[2] = {{1, -2, 3, 0.5}, {4, 5, -6, -1.5}};
  CHECK(a[1].i == 5 && a[1].s == -6 && a[1].d == -1.5 && a[0].d == 0.5 && a[0].i == -2);
  CHECK((char *)&a[1] - (char *)&a[0] == 15);
  return 0;
}
