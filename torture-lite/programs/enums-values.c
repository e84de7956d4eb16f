// proves: enumerators continue, repeat, go negative, and serve as labels, sizes and masks
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum plain { A, B, C = 10, D, E = A, F, G = -5, H, LAST = sizeof(int) * 4 };
enum flags { READ = 1 << 0, WRITE = 1 << 1, RUN = 1 << 2, ALL = READ | WRITE | RUN };
enum wide { BIG = 0x7fffffff, SMALL = -0x7fffffff - 1 };
enum { ANONYMOUS = 'a' + 1, TERNARY = C > D ? 1 : 2 };

static int sizes[LAST];
static const char *const names[] = {[READ] = "read", [RUN] = "run", [WRITE] = "write"};

static enum flags toggle(enum flags f, enum flags bit) { return f ^ bit; }
static enum flags (*volatile flip)(enum flags, enum flags) = toggle;

static int cost(enum plain p) {
  switch (p) {
    case A: return 1;
    case B: return 2;
    case C: return 3;
    case D: return 4;
    case G: return 5;
    case H: return 6;
    case LAST: return 7;
  }
  return 0;
}

int main(void) {
  CHECK(A == 0 && B == 1 && D == 11 && E == 0 && F == 1 && H == -4 && LAST == 16);
  CHECK(sizeof sizes == 64 && sizeof(enum plain) == 4 && sizeof A == 4);
  CHECK(names[2][0] == 'w' && names[4][1] == 'u' && names[0] == NULL);
  CHECK(flip(ALL, WRITE) == 5 && flip(RUN, RUN) == 0);
  CHECK(cost(E) == 1 && cost(H) == 6 && cost((enum plain)99) == 0 && cost(G) == 5);
  CHECK(BIG > 0 && SMALL < 0 && BIG + SMALL == -1);
  CHECK(ANONYMOUS == 'b' && TERNARY == 2);
  enum wide w = SMALL;
  CHECK(w < A && w == (enum wide)-2147483648l);
  enum flags f = READ;
  f |= RUN;
  f++;
  CHECK(f == 6 && (f & WRITE));
  for (enum plain p = A; p < C; p++) sizes[p] = p * p;
  CHECK(sizes[9] == 81 && sizes[10] == 0);
  enum inner { A = 77 };
  CHECK(A == 77 && E == 0);
  return 0;
}
