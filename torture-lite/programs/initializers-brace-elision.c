// proves: inner braces may be left out; each aggregate takes just what it needs (6.7.9 p20)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct cell { char name[3]; short v[2]; struct { int a; } in; };

static int matrix[2][3][2] = {1, 2, 3, 4, 5, 6, {7, 8, {9}, 10}};
static int ragged[3][4] = {{1}, {2, 3}, 4, 5};
static struct cell cells[] = {"ab", 1, 2, 3, {"c"}, {'d', 'e', 'f', 4}, "xyz", {5}, {{6}}};
static char words[][4] = {"one", {"two"}, {'t', 'h', 'r', 'e'}, ""};
static int scalar = {5};

int main(void) {
  int n = 0;
  for (int j = 0; j < 3; j++) {
    for (int k = 0; k < 2; k++) CHECK(matrix[0][j][k] == ++n);
  }
  CHECK(matrix[1][0][0] == 7 && matrix[1][0][1] == 8 && matrix[1][1][0] == 9);
  CHECK(matrix[1][1][1] == 0 && matrix[1][2][0] == 10 && matrix[1][2][1] == 0);
  CHECK(ragged[0][1] == 0 && ragged[1][1] == 3 && ragged[2][0] == 4 && ragged[2][1] == 5);
  CHECK(sizeof cells / sizeof cells[0] == 4);
  CHECK(cells[0].v[1] == 2 && cells[0].in.a == 3 && cells[1].name[0] == 'c');
  CHECK(cells[1].v[0] == 0 && cells[2].v[0] == 4 && cells[2].name[2] == 'f');
  CHECK(cells[3].name[2] == 'z' && cells[3].v[0] == 5 && cells[3].in.a == 6);
  CHECK(sizeof words == 16 && words[1][3] == 0 && words[2][3] == 'e' && words[3][0] == 0);
  CHECK(scalar == 5);
  int local[2][2] = {{n}, n + 1};
  CHECK(local[0][0] == 6 && local[0][1] == 0 && local[1][0] == 7 && local[1][1] == 0);
  return 0;
}
