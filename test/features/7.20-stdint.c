/* C11 7.20: <stdint.h> */
#include "check.h"
#include <stdint.h>

int main(void) {
  CHECK(sizeof(int8_t) == 1 && sizeof(uint16_t) == 2 && sizeof(int32_t) == 4 && sizeof(uint64_t) == 8 && sizeof(intptr_t) == 8);
  CHECK(INT64_MAX == 9223372036854775807 && UINT32_C(1) == 1 && (uint8_t)256 == 0);
  return 0;
}
