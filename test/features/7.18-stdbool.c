/* C11 7.18: <stdbool.h> */
#include "check.h"
#include <stdbool.h>

int main(void) {
  bool b = 7;
  CHECK(b == true && !false && sizeof(bool) == 1);
  return 0;
}
