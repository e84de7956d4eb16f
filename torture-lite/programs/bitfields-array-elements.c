// proves: bit-fields of array elements are found by index and pointer
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct cell { unsigned kind : 3, size : 10; signed delta : 7; };
static struct cell cells[20];

int main(void) {
  for (int i = 0; i < 20; i++) {
    cells[i].kind = i;
    cells[i].size = i * 100;
    cells[i].delta = 5 * (i - 10);
  }
  int sum = 0;
  for (struct cell *p = cells; p < cells + 20; p++) {
    int i = (int)(p - cells);
    CHECK(p->kind == (unsigned)(i & 7) && p->size == (unsigned)(i * 100 & 1023));
    CHECK(p->delta == 5 * (i - 10));
    sum += p->delta;
    p->size++;
  }
  CHECK(sum == -50 && cells[19].size == ((1900 & 1023) + 1));
  return 0;
}
