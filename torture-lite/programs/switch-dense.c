// proves: dense switches, with default in the middle, fall-through, and values out of the table
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int dense(int x) {
  int r = 0;
  switch (x) {
    case 3: r += 3;
    case 4: r += 4; break;
    case 5: return 5;
    default: r = -1; break;
    case 6:
    case 7: r = 67; break;
    case 8: r = 8;
    case 9: r = r * 10 + 9;
    case 10: r = r * 10 + 1; break;
    case 12: r = 12;
  }
  return r;
}

static int offset(int x) {
  switch (x) {
    case -4: return 40;
    case -3: return 30;
    case -2: return 20;
    case -1: return 10;
    case 0: return 1;
    case 1: return 11;
    case 2: return 21;
  }
  return 99;
}
static int (*volatile pdense)(int) = dense, (*volatile poffset)(int) = offset;

int main(void) {
  static const int want[] = {-1, -1, -1, 7, 4, 5, 67, 67, 891, 91, 1, -1, 12, -1};
  for (int i = 0; i < 14; i++) CHECK(pdense(i) == want[i]);
  CHECK(pdense(INT_MIN) == -1 && pdense(INT_MAX) == -1 && pdense(-3) == -1);
  CHECK(pdense(3 + (1 << 30)) == -1);
  static const int want2[] = {99, 40, 30, 20, 10, 1, 11, 21, 99};
  for (int i = -5; i < 4; i++) CHECK(poffset(i) == want2[i + 5]);
  CHECK(poffset(INT_MIN) == 99 && poffset(INT_MAX) == 99);
  return 0;
}
