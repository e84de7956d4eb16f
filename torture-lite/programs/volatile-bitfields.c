// proves: volatile bit-fields and members keep read-modify-write semantics
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct device {
  volatile unsigned ready : 1;
  volatile unsigned mode : 3;
  volatile int level : 12;
  unsigned plain : 16;
  volatile short data;
};

static struct device d;
static struct device *volatile at = &d;

static void drive(struct device *dev, int rounds) {
  for (int i = 0; i < rounds; i++) {
    dev->ready = !dev->ready;
    dev->mode += 3;
    dev->level -= 100;
    dev->data ^= 0x0f0f;
    dev->plain++;
  }
}
static void (*volatile run)(struct device *, int) = drive;

int main(void) {
  struct device *p = at;
  p->plain = 65530;
  run(p, 7);
  CHECK(p->ready == 1);
  CHECK(p->mode == 21 % 8);
  CHECK(p->level == -700);
  CHECK(p->data == 0x0f0f);
  CHECK(p->plain == 1);
  run(p, 20);
  CHECK(p->level == -2700 + 4096);
  CHECK(p->ready == 1 && p->mode == 81 % 8);
  volatile struct device copy = *p;
  copy.mode = 7;
  CHECK(copy.mode == 7 && p->mode == 1 && copy.level == 1396);
  return 0;
}
