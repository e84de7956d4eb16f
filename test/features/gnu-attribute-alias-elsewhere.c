/* GNU: aliases that only other units, or assembly names, refer to */
#include "check.h"

static int front(int a) { return a + 1; }
int back(int a) __attribute__((__alias__("front")));
static int value = 4;
extern int other __attribute__((alias("value")));

extern int through(int a) __asm__("back");
extern int seen __asm__("other");

int main(void) {
  CHECK(through(2) == 3 && seen == 4);
  return 0;
}
