// proves: packed structures are laid out and copied without padding
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#pragma pack(push, 1)
struct p1 { char c; int i; short s; double d; };
#pragma pack(pop)
#pragma pack(push, 2)
struct p2 { char c; int i; char e; long l; };
#pragma pack(pop)
struct p0 { char c; int i; short s; double d; };
static int take(struct p1 v) { return v.i + v.s; }

int main(void) {
  CHECK(sizeof(struct p1) == 15 && sizeof(struct p2) == 16 && sizeof(struct p0) == 24);
  CHECK(__builtin_offsetof(struct p1, d) == 7 && __builtin_offsetof(struct p2, l) == 8);
  struct p1 a[3] = {{1, 0x12345678, -2, 2.5}, {.i = 5, .s = 6}}, b = a[0];
  CHECK(b.i == 0x12345678 && b.d == 2.5 && take(a[1]) == 11 && a[2].d == 0 && b.s == -2);
  b.i++;
  b.d *= 2;
  CHECK(b.i == 0x12345679 && b.d == 5 && b.c == 1 && b.s == -2);
  return 0;
}
