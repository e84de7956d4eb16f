// proves: memcpy, memset and memcmp of every small size touch what they should
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define EACH(X) X(0) X(1) X(2) X(3) X(4) X(5) X(7) X(8) X(9) X(12) X(15) X(16) X(17) X(24) X(31) \
  X(32) X(33) X(63) X(64) X(65) X(100)
static unsigned char a[128], b[128];

#define TEST(n) \
  { \
    for (int i = 0; i < 128; i++) a[i] = (unsigned char)(i + 1), b[i] = 200; \
    memcpy(b + 8, a, n); \
    for (int i = 0; i < 128; i++) CHECK(b[i] == (i >= 8 && i < 8 + n ? i - 7 : 200)); \
    CHECK(memcmp(a, b + 8, n) == 0); \
    memset(b + 3, n + 1, n); \
    for (int i = 0; i < n + 3; i++) CHECK(i < 3 ? b[i] == 200 : b[i] == n + 1); \
    memmove(a + 1, a, n); \
    for (int i = 0; i < n; i++) CHECK(a[i + 1] == i + 1); \
  }

int main(void) {
  EACH(TEST)
  return 0;
}
