/* C11 6.4.5p5: a wide part makes the whole wide */
#include "check.h"

int main(void) {
  CHECK(sizeof("a" L"b") == 12);
  CHECK((L"x" "y")[1] == 'y');
  return 0;
}
