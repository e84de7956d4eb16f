// proves: strides that are not powers of two, and stores of single members into arrays
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct three { unsigned char r, g, b; };
struct odd { char name[5]; short value; };
struct wide { double x[3]; int tag; };

static struct three pixels[21];
static struct odd names[13];
static struct wide points[7];

static void paint(struct three *p, int n, int step) {
  for (int i = 0; i < n; i += step) {
    p[i].g = (unsigned char)(i * 11);
    p[i].r = p[i].b = (unsigned char)~p[i].g;
  }
}

static double total(const struct wide *p, const struct wide *end) {
  double sum = 0;
  for (; p != end; p++) sum += p->x[p->tag % 3];
  return sum;
}
static void (*volatile brush)(struct three *, int, int) = paint;
static double (*volatile add)(const struct wide *, const struct wide *) = total;

int main(void) {
  CHECK(sizeof(struct three) == 3 && sizeof(struct odd) == 8 && sizeof(struct wide) == 32);
  brush(pixels, 21, 1);
  brush(pixels, 21, 4);
  for (int i = 0; i < 21; i++) {
    CHECK(pixels[i].g == i * 11 && pixels[i].r == 255 - i * 11 && pixels[i].b == pixels[i].r);
  }
  CHECK((unsigned char *)&pixels[20] - (unsigned char *)pixels == 60);
  for (int i = 0; i < 13; i++) {
    memcpy(names[i].name, "abcd", 5);
    names[i].name[i % 4] = (char)('A' + i);
    names[i].value = (short)(i - 6);
  }
  CHECK(strcmp(names[12].name, "Mbcd") == 0 && names[0].value == -6);
  CHECK(&names[9] - &names[2] == 7 && names[7].name[3] == 'H');
  for (int i = 0; i < 7; i++) points[i] = (struct wide){{i, i * 10, i * 100}, i};
  CHECK(add(points, points + 7) == 0 + 10 + 200 + 3 + 40 + 500 + 6);
  CHECK(add(points + 2, points + 2) == 0);
  return 0;
}
