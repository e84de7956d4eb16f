// proves: signed fields extend from their own width, also single bits and 64-bit ones
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct fields {
  signed one : 1;
  signed three : 3;
  unsigned same : 3;
  signed eleven : 11;
  int64_t forty : 40;
  int64_t rest : 24;
};

static struct fields object;
static struct fields *volatile hidden = &object;

int main(void) {
  struct fields *p = hidden;
  for (int i = -20; i < 20; i++) {
    p->one = i;
    p->three = i;
    p->same = i;
    p->eleven = i * 100;
    p->forty = i * 0x3fffffffffll;
    p->rest = i * 0x10001;
    CHECK(p->one == -(i & 1));
    CHECK(p->three == ((i & 7) ^ 4) - 4);
    CHECK(p->same == (i & 7));
    CHECK(p->eleven == ((i * 100 & 2047) ^ 1024) - 1024);
    int64_t forty = i * 0x3fffffffffll & 0xffffffffffll;
    CHECK(p->forty == (forty ^ 0x8000000000ll) - 0x8000000000ll);
    CHECK(p->rest == ((i * 0x10001 & 0xffffff) ^ 0x800000) - 0x800000);
  }
  p->three = 3;
  CHECK((p->three += 1) == -4);
  CHECK(p->three == -4 && p->same == (19 & 7));
  CHECK(p->three++ == -4 && p->three == -3);
  CHECK(--p->three == -4);
  return 0;
}
