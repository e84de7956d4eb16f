/* GNU: attribute mode */
#include "check.h"

typedef int q __attribute__((mode(QI)));
typedef unsigned d __attribute__((mode(DI)));
typedef int t __attribute__((mode(TI)));

int main(void) {
  CHECK(sizeof(q) == 1 && sizeof(d) == 8 && sizeof(t) == 16);
  CHECK((d)-1 > 0);
  return 0;
}
