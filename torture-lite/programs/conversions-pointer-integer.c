// proves: pointers survive a trip through uintptr_t, and differences scale by the element size
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct record { char name[12]; int value; double weight; };

static struct record table[9];
static struct record *volatile hidden = table;
static volatile int step = -2;

int main(void) {
  struct record *first = hidden, *p = first + 7;
  uintptr_t raw = (uintptr_t)p;
  CHECK(raw - (uintptr_t)first == 7 * sizeof(struct record));
  CHECK((struct record *)raw == &table[7]);
  CHECK(p - first == 7 && first - p == -7);
  p += step;
  CHECK(p == &table[5]);
  CHECK(p[step].name == table[3].name);
  CHECK(&step[p] == &table[3]);
  p->value = 77;
  int *value = (int *)((char *)p + offsetof(struct record, value));
  CHECK(*value == 77);
  CHECK(p > first && first < p && p != first && !(p <= first));
  CHECK((char *)(p + 1) - (char *)p == 24);
  struct record *null = 0;
  CHECK(!null && null == NULL && (uintptr_t)null == 0);
  ptrdiff_t d = &p->weight - &first->weight;
  CHECK(d == 15);
  CHECK((unsigned)(uintptr_t)(void *)(uintptr_t)0xfffffff0u == 0xfffffff0u);
  return 0;
}
