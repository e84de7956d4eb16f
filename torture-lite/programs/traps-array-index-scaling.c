// proves: indexes are scaled by the size of the element, whatever that is
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s3 { char c[3]; };
struct s12 { int v[3]; };
struct s24 { long v[3]; };
struct s100 { char c[100]; };

int main(void) {
  struct s3 a[9];
  struct s12 b[9];
  struct s24 c[9];
  struct s100 d[9];
  for (volatile long i = 0; i < 9; i++) {
    CHECK((char *)&a[i] - (char *)a == i * 3 && (char *)&b[i] - (char *)b == i * 12);
    CHECK((char *)&c[i] - (char *)c == i * 24 && (char *)&d[i] - (char *)d == i * 100);
    CHECK(&a[i] - a == i && &b[i] - b == i && &c[i] - c == i && &d[8] - &d[i] == 8 - i);
    CHECK((char *)&c[8 - i].v[2] - (char *)c == (8 - i) * 24 + 16);
  }
  return 0;
}
