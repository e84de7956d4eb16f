// proves: rows, columns, pointers to rows and negative subscripts address the same elements
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int cube[3][4][5];
static short flat[60];

static int trace(int rows[][5], int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += rows[i][i];
  return sum;
}

static void transpose(int n, int m[6][6]) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < i; j++) {
      int t = m[i][j];
      m[i][j] = m[j][i];
      m[j][i] = t;
    }
  }
}
static void (*volatile flip)(int, int[6][6]) = transpose;

int main(void) {
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 4; j++) {
      for (int k = 0; k < 5; k++) cube[i][j][k] = flat[(i * 4 + j) * 5 + k] = i * 100 + j * 10 + k;
    }
  }
  CHECK(cube[2][3][4] == 234 && flat[59] == 234);
  int (*plane)[4][5] = cube + 1, (*row)[5] = &cube[1][2];
  CHECK((*plane)[3][1] == 131 && row[-1][4] == 114 && (*row)[0] == 120 && row[1][3] == 133);
  CHECK(*(*(*(cube + 2) + 1) + 3) == 213 && 3 [cube[0][1]] == 13);
  CHECK(sizeof cube == 240 && sizeof *cube == 80 && sizeof **cube == 20);
  CHECK(&cube[1][0][0] - &cube[0][3][4] == 1 && &cube[2] - &cube[0] == 2);
  CHECK(trace(cube[1], 4) == 100 + 111 + 122 + 133);
  int m[6][6];
  for (int i = 0; i < 36; i++) m[i / 6][i % 6] = i;
  flip(6, m);
  for (int i = 0; i < 36; i++) CHECK(m[i % 6][i / 6] == i);
  short *end = flat + 60, *p = end;
  long sum = 0;
  while (p > flat) sum += *--p;
  CHECK(sum == 60 * 117 && end[-60] == 0 && *(end - 1) == 234);
  return 0;
}
