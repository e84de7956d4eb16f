// proves: label addresses in tables drive a loop and its early exits
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int run(const unsigned char *code) {
  static const void *const table[] = {&&add, &&mul, &&neg, &&jump, &&stop};
  int acc = 1;
  const unsigned char *start = code;
  int budget = 20;
  goto *table[*code];
add: acc += code[1]; code += 2; goto *table[*code];
mul: acc *= code[1]; code += 2; goto *table[*code];
neg: acc = -acc; code++; goto *table[*code];
jump:
  if (--budget == 0) return -999;
  code = acc < 50 ? start + code[1] : code + 2;
  goto *table[*code];
stop: return acc;
}

int main(void) {
  static const unsigned char a[] = {0, 4, 1, 3, 2, 4}, b[] = {0, 2, 1, 2, 3, 0, 4}, c[] = {3, 0, 4};
  CHECK(run(a) == -15 && run(b) == 76 && run(c) == -999);
  return 0;
}
