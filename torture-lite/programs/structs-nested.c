// proves: nested and anonymous members, arrays within structures within arrays
#include <stddef.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct point { short x, y; };
struct shape {
  char tag;
  union {
    struct { struct point centre; int radius; };
    struct { struct point corner[2]; };
    struct { int count; struct point *list; } poly;
  };
  struct { struct { unsigned char r, g, b; } fill, edge; } colour;
};

static struct shape shapes[4];
static struct shape *volatile hidden = shapes;

int main(void) {
  struct shape *base = hidden;
  CHECK(offsetof(struct shape, centre) == 8 && offsetof(struct shape, radius) == 12);
  CHECK(offsetof(struct shape, corner[1].y) == 14);
  CHECK(offsetof(struct shape, colour.edge.g) == 28);
  CHECK(sizeof(struct shape) == 32);
  for (int i = 0; i < 4; i++) {
    struct shape *s = base + i;
    s->tag = (char)('a' + i);
    s->corner[i & 1].x = (short)(-i);
    s->corner[i & 1].y = (short)(i * 1000);
    s->colour.edge.b = (unsigned char)(250 + i * 2);
    s->colour.fill = s->colour.edge;
  }
  CHECK(base[2].centre.x == -2 && base[2].centre.y == 2000);
  CHECK(base[3].corner[1].x == -3 && base[3].radius == (3000 << 16 | 0xfffd));
  CHECK(base[3].colour.fill.b == 0 && base[1].colour.fill.b == 252);
  struct point line[3] = {{1, 2}, {3, 4}, {5, 6}};
  base[0].poly.count = 3;
  base[0].poly.list = line;
  CHECK(base->poly.list[base->poly.count - 1].y == 6);
  struct shape copy = base[3];
  copy.corner[1].x++;
  CHECK(base[3].corner[1].x == -3 && copy.corner[1].x == -2 && copy.tag == 'd');
  return 0;
}
