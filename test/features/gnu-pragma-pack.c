/* GNU: #pragma pack */
#include "check.h"

#pragma pack(push, 2)
struct p { char c; int i; double d; };
#pragma pack(pop)
struct n { char c; int i; };

int main(void) {
  CHECK(sizeof(struct p) == 14 && sizeof(struct n) == 8);
  return 0;
}
