// proves: #if computes in the widest types and knows what is defined
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define A 3
#define EMPTY
#if A * 2 == 6 && defined(A) && !defined B && -1 < 0 && (A > 2 ? 1 : 0)
static int first = 1;
#else
static int first = 0;
#endif
#if 0x7fffffffffffffff + 0 > 0 && (2 || 1 / 0) && UNKNOWN == 0 && 'a' == 97
static int second = 1;
#elif 1
static int second = 0;
#endif
#undef A
#ifdef A
#error "undefined"
#elif !defined A EMPTY
static int third = __COUNTER__ + 1 == __COUNTER__;
#endif
int main(void) {
  CHECK(first && second && third);
  return 0;
}
