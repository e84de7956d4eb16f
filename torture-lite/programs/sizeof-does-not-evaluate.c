// proves: the operand of sizeof is not evaluated unless it is a VLA
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int call(void) { return ++calls; }
struct s { int n; char tail[]; };

int main(void) {
  int i = 0, a[4];
  CHECK(sizeof(i++) == 4 && sizeof(call()) == 4 && sizeof(a[call()]) == 4 && i == 0 && calls == 0);
  CHECK(sizeof a == 16 && sizeof(a + 0) == 8 && sizeof &a == 8 && sizeof *&a == 16);
  CHECK(sizeof(struct s) == 4 && sizeof(char) == 1 && sizeof 1l == 8 && sizeof(1 ? 1 : 1l) == 8);
  CHECK(sizeof(char[call()]) == 1 && calls == 1 && sizeof(_Bool) == 1 && sizeof(long double) == 16);
  CHECK(sizeof(a) - 17 > 0 && (int)sizeof a - 17 < 0 && -1 > sizeof a);
  return 0;
}
