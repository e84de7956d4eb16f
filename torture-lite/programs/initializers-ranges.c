// proves: a GNU range designator fills every element between its ends
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const unsigned char class_of[256] = {
  ['0' ... '9'] = 1, ['a' ... 'z'] = 2, ['A' ... 'Z'] = 2, ['_'] = 3, ['e'] = 4,
};
static int (*const table[8])(int) = {[0 ... 7] = abs};

int main(void) {
  int count[5] = {0};
  for (int i = 0; i < 256; i++) count[class_of[i]]++;
  CHECK(count[1] == 10 && count[2] == 51 && count[3] == 1 && count[4] == 1 && count[0] == 193);
  int local[10] = {[2 ... 5] = 7, [4] = 1};
  CHECK(local[1] == 0 && local[2] == 7 && local[4] == 1 && local[5] == 7 && local[6] == 0);
  for (int i = 0; i < 8; i++) CHECK(table[i](-i) == i);
  return 0;
}
