/* GNU: attribute aligned */
#include "check.h"

static int a __attribute__((aligned(64)));
struct s { char c; int i __attribute__((aligned(16))); } __attribute__((aligned(32)));
typedef int wide __attribute__((aligned(16)));

int main(void) {
  CHECK((unsigned long)&a % 64 == 0 && sizeof(struct s) == 32 && __builtin_offsetof(struct s, i) == 16);
  struct { char c; wide w; } t;
  CHECK(sizeof t == 32);
  return 0;
}
