/* GNU: attribute packed */
#include "check.h"

struct p { char c; int i; short s; } __attribute__((packed));
struct q { char c; int i __attribute__((packed)); };
static struct p a[2] = { { 1, 2, 3 }, { 4, 5, 6 } };

int main(void) {
  CHECK(sizeof(struct p) == 7 && sizeof(struct q) == 5 && a[1].i == 5 && a[1].s == 6);
  a[1].i += 100;
  CHECK(a[1].i == 105 && a[1].c == 4);
  return 0;
}
