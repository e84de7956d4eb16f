// proves: _Generic works in constant expressions, array sizes, initializers and _Static_assert
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define NAME(x) _Generic((x), int: "int", long: "long", double: "double", char *: "string")
#define WIDTH(x) _Generic((x), int: 32, long: 64, float: 24, default: 1)
#define IS(type, x) _Generic((x), type: 1, default: 0)
#define MAX(a, b) _Generic((a) + (b), int: imax, long: lmax, double: dmax)(a, b)

static int imax(int a, int b) { return a > b ? a : b; }
static long lmax(long a, long b) { return a > b ? a : b; }
static double dmax(double a, double b) { return a > b ? a : b; }

static char sized[WIDTH(1)];
static int values[] = {WIDTH(1l), [WIDTH('a') / 8] = IS(int, 'a'), IS(long, 1)};
_Static_assert(WIDTH(1.0f) == 24, "float");
_Static_assert(_Generic(sized, char *: 1, default: 0), "arrays decay");
enum { BITS = WIDTH(0l) + IS(double, 1.0) };
struct field { unsigned f : WIDTH(1) / 4; };

static const char *describe(int which) {
  switch (which) {
    case WIDTH(1): return NAME(1);
    case WIDTH(1l): return NAME(1l);
    case WIDTH(1.0f): return NAME(1.0);
  }
  return NAME((char *)0);
}
static const char *(*volatile pdescribe)(int) = describe;

int main(void) {
  CHECK(sizeof sized == 32 && sizeof values / sizeof *values == 6);
  CHECK(values[0] == 64 && values[4] == 1 && values[5] == 0 && BITS == 65);
  CHECK(!strcmp(pdescribe(32), "int") && !strcmp(pdescribe(64), "long"));
  CHECK(!strcmp(pdescribe(24), "double") && !strcmp(pdescribe(1), "string"));
  struct field x = {255};
  x.f++;
  CHECK(x.f == 0);
  CHECK(MAX(3, 4) == 4 && MAX(3l, 1l << 40) == 1l << 40 && MAX(1, 1.5) == 1.5);
  CHECK(sizeof(MAX(1, 2)) == 4 && sizeof(MAX(1, 2l)) == 8);
  return 0;
}
