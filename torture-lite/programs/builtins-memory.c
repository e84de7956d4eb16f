// proves: memory builtins with constant and variable sizes 0..70, expanded inline or called
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned char a[96], b[96];
static volatile unsigned long hidden;

static void reset(void) {
  for (int i = 0; i < 96; i++) {
    a[i] = (unsigned char)(i * 3 + 1);
    b[i] = 0xee;
  }
}

static void expect(unsigned long n) {
  CHECK(b[7] == 0xee && b[8 + n] == 0xee);
  for (unsigned long i = 0; i < n; i++) CHECK(b[8 + i] == (unsigned char)((i + 5) * 3 + 1));
}

#define FIXED(n) \
  reset(); \
  CHECK(__builtin_memcpy(b + 8, a + 5, n) == b + 8); \
  expect(n); \
  CHECK(__builtin_memcmp(b + 8, a + 5, n) == 0); \
  __builtin_memset(b + 8, 0xee, n); \
  expect(0); \
  if (n > 0) CHECK(b[8 + n - (n > 0)] == 0xee);

int main(void) {
  FIXED(0) FIXED(1) FIXED(2) FIXED(3) FIXED(4) FIXED(5) FIXED(7) FIXED(8) FIXED(9) FIXED(15)
  FIXED(16) FIXED(17) FIXED(23) FIXED(24) FIXED(31) FIXED(32) FIXED(33) FIXED(63) FIXED(64)
  FIXED(65)
  for (hidden = 0; hidden <= 70; hidden++) {
    unsigned long n = hidden;
    reset();
    __builtin_memmove(b + 8, a + 5, n);
    expect(n);
    if (n) {
      b[8 + n - 1]++;
      CHECK(__builtin_memcmp(b + 8, a + 5, n) > 0);
    }
    __builtin_memmove(a + 1, a, n);
    for (unsigned long i = 0; i < n; i++) CHECK(a[i + 1] == (unsigned char)(i * 3 + 1));
  }
  char text[16];
  CHECK(__builtin_strcpy(text, "seven") == text && __builtin_strcmp(text, "seven") == 0);
  CHECK(__builtin_strchr(text, 'v') == text + 2 && text[5] == 0);
  return 0;
}
