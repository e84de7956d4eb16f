// proves: a switch whose cases return constants gives each its own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int small(unsigned x) {
  switch (x) { case 0: return 3; case 1: return 1; case 2: return 4; case 3: return 1; case 4: return 5; }
  return -1;
}
static const char *text(int x) {
  switch (x) { case -1: return "minus"; case 0: return "zero"; case 1: return "plus"; default: return "?"; }
}
static double real(char c) {
  switch (c) { case 'a': return 0.5; case 'b': return 1.5; case 'c': return 2.5; case 'd': return 3.5; }
  return 0;
}
static int linear(int x) {
  switch (x) { case 1: return 7; case 2: return 10; case 3: return 13; case 4: return 16; default: return 0; }
}

int main(void) {
  static const int expected[] = {3, 1, 4, 1, 5, -1};
  for (volatile unsigned i = 0; i < 6; i++) CHECK(small(i) == expected[i]);
  CHECK(small(~0u) == -1 && text(-1)[0] == 'm' && text(0)[0] == 'z' && text(1)[0] == 'p');
  CHECK(text(2)[0] == '?' && real('c') == 2.5 && real('e') == 0 && real(0) == 0);
  for (volatile int i = -2; i < 8; i++) CHECK(linear(i) == (i >= 1 && i <= 4 ? 4 + 3 * i : 0));
  return 0;
}
