// proves: rows of a two-dimensional VLA have the length of the moment
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int fill(int rows, int columns) {
  int grid[rows][columns], sum = 0;
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) grid[i][j] = i * 10 + j;
  CHECK(sizeof grid == rows * columns * sizeof(int) && sizeof grid[0] == columns * sizeof(int));
  int (*row)[columns] = grid;
  for (; row < grid + rows; row++) sum += (*row)[columns - 1] + row[0][0];
  CHECK((char *)&grid[1] - (char *)grid == (long)(columns * sizeof(int)));
  return sum;
}

int main(void) {
  int (*volatile f)(int, int) = fill;
  CHECK(f(3, 4) == 69 && f(2, 1) == 20 && f(5, 7) == 230);
  return 0;
}
