// proves: an array inside a structure is copied and passed with it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct row { int n; short cells[7]; };
struct grid { struct row rows[3]; };

static struct row twice(struct row r) {
  for (int i = 0; i < r.n; i++) r.cells[i] = (short)(r.cells[i] * 2);
  return r;
}

int main(void) {
  struct grid g = {{{2, {1, 2}}, {7, {1, 2, 3, 4, 5, 6, 7}}, {.cells = {[6] = 9}}}};
  struct grid h = g;
  h.rows[1] = twice(h.rows[1]);
  h.rows[0] = twice(twice(g.rows[0]));
  CHECK(g.rows[1].cells[6] == 7 && h.rows[1].cells[6] == 14 && h.rows[0].cells[1] == 8);
  CHECK(h.rows[0].cells[2] == 0 && h.rows[2].cells[6] == 9 && h.rows[2].n == 0);
  CHECK(twice(g.rows[1]).cells[3] == 8 && sizeof g.rows == 3 * sizeof(struct row));
  return 0;
}
