// proves: leaving and entering the scope of a VLA again does not eat the stack
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long sum(int rounds, int size) {
  long total = 0;
  int i = 0;
again:
  {
    char buffer[size];
    buffer[0] = (char)i;
    buffer[size - 1] = (char)(i >> 1);
    total += buffer[0] + buffer[size - 1];
    if (++i < rounds) goto again;
  }
  for (int j = 0; j < rounds; j++) {
    long words[size / 8];
    words[size / 8 - 1] = j;
    if (j & 1) continue;
    total += words[size / 8 - 1];
  }
  return total;
}

int main(void) {
  long (*volatile f)(int, int) = sum;
  CHECK(f(4, 64) == 6 + 2 + 2 && f(3000, 100000) != 0);
  return 0;
}
