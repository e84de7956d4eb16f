// proves: a parameter of array type steps by its rows
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int diagonal(int m[][4], int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += m[i][i] + *(*(m + i) + 3 - i);
  return sum;
}
static int second_row(int (*m)[4]) {
  int first = (*++m)[1];
  return first + m[0][2] + m[-1][3];
}
static unsigned long size(int m[3][4]) { return sizeof *m; }

int main(void) {
  int m[4][4];
  for (int i = 0; i < 16; i++) m[0][0 + i % 4] = 0, ((int(*)[4])m)[i / 4][i % 4] = i;
  for (int i = 0; i < 4; i++) m[0][i] = i;
  CHECK(diagonal(m, 4) == 60 && diagonal(m + 1, 2) == 4 + 7 + 9 + 10 && second_row(m) == 14);
  CHECK(size(m) == 16 && &m[1][4] == &m[2][0] && sizeof m / sizeof *m == 4);
  return 0;
}
