// proves: case labels inside a loop body are entered from the switch
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void copy(char *to, const char *from, int count) {
  int rounds = (count + 7) / 8;
  switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7: *to++ = *from++;
    case 6: *to++ = *from++;
    case 5: *to++ = *from++;
    case 4: *to++ = *from++;
    case 3: *to++ = *from++;
    case 2: *to++ = *from++;
    case 1: *to++ = *from++;
      } while (--rounds > 0);
  }
}

int main(void) {
  char from[40], to[41];
  for (int i = 0; i < 40; i++) from[i] = (char)(i * 7 + 1);
  for (volatile int n = 1; n <= 40; n++) {
    for (int i = 0; i < 41; i++) to[i] = 0;
    copy(to, from, n);
    for (int i = 0; i < 41; i++) CHECK(to[i] == (i < n ? from[i] : 0));
  }
  return 0;
}
