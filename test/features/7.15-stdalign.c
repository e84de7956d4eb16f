/* C11 7.15: <stdalign.h> */
#include "check.h"
#include <stdalign.h>

static alignas(16) char c;

int main(void) {
  CHECK((unsigned long)&c % 16 == 0 && alignof(long) == 8);
  return 0;
}
