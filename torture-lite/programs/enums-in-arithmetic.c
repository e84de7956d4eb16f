// proves: enumeration constants are ints, and enumerated objects keep their values
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum small { A, B = 5, C, D = -1, E };
enum big { TOP = 0x7fffffff, LOW = -0x7fffffff - 1 };
enum wide { WIDE = 0xffffffff };
static enum small next(enum small e) { return e == D ? E : e + 1; }

int main(void) {
  volatile enum small e = C;
  CHECK(A == 0 && C == 6 && E == 0 && A == E && e - D == 7 && ~B == -6 && sizeof A == sizeof(int));
  CHECK(next(e) == 7 && next(D) == E && (e > B) + (D < A) == 2 && D < 0);
  enum big b = LOW;
  CHECK(b < 0 && b + TOP == -1 && (unsigned)b == 0x80000000u);
  enum wide w = WIDE;
  CHECK(w == 0xffffffff && w > 0);
  int table[] = {[B] = 1, [C] = 2};
  CHECK(sizeof table == 7 * sizeof(int) && table[e] == 2 && (enum small)6.9 == C);
  switch (e) { case A: abort(); case C: e = B; break; default: abort(); }
  CHECK(e == 5);
  return 0;
}
