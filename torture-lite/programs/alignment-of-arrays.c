// proves: static arrays of 16 bytes or more stand where other objects of the ABI expect them
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

char before = 1;
char text[17];
static short halves[8] = {1, 2};
static char gap = 2;
int words[5];
const unsigned char table[32] = {3};

static int aligned(const volatile void *p) {
#ifdef __x86_64__
  return (uintptr_t)p % 16 == 0;
#else
  return p != 0;
#endif
}

static int inner(int n) {
  signed char pad = (signed char)n;
  signed char local[24];
  int numbers[4] = {n, n + 1};
  memset(local, pad, sizeof local);
  return local[23] + numbers[1];
}

int main(void) {
  CHECK(aligned(text) && aligned(halves) && aligned(words) && aligned(table));
  CHECK(before == 1 && gap == 2 && table[0] == 3 && halves[1] == 2 && words[4] == 0);
  CHECK(inner(5) == 11 && inner(-1) == -1);
  struct {
    char c;
    char bytes[16];
  } member = {1, {2}};
  CHECK((char *)member.bytes - (char *)&member == 1 && sizeof member == 17);
  return 0;
}
