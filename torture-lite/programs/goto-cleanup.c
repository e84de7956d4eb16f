// proves: gotos out of nested blocks, back over declarations, and to a label named as a type
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef int word;
static int released;

static word acquire(word stage, word *log) {
  word n = 0;
  for (word i = 0; i < 3; i++) {
    for (word k = 0; k < 3; k++) {
      if (stage == i * 3 + k) goto fail;
      log[n++] = i * 3 + k;
    }
  }
  goto word;
fail:
  while (n > 0) {
    released += log[--n];
  }
  return -1;
word:
  return n;
}

static int repeat(int n) {
  int rounds = 0;
again:;
  int fresh = rounds * 2;
  int *p = &fresh;
  *p += 1;
  if (++rounds < n) goto again;
  return fresh;
}

int main(void) {
  word log[9];
  for (word stage = 0; stage < 9; stage++) {
    released = 0;
    CHECK(acquire(stage, log) == -1);
    CHECK(released == stage * (stage - 1) / 2);
  }
  CHECK(acquire(9, log) == 9 && log[8] == 8);
  CHECK(repeat(1) == 1 && repeat(10) == 19);
  return 0;
}
