// proves: strings fill character arrays inside aggregates and stop there
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { char a[4], b[3]; const char *p; unsigned char u[2][3]; };
static struct s g[] = {{"abc", "xyz", "ptr", {"12", "345"}}, {.b = "q", .u = {[1] = "9"}}};

int main(void) {
  CHECK(g[0].a[3] == 0 && g[0].b[2] == 'z' && g[0].p[2] == 'r' && g[0].u[0][2] == 0);
  CHECK(g[0].u[1][2] == '5' && g[1].b[1] == 0 && g[1].u[1][0] == '9' && g[1].p == 0 && g[1].a[0] == 0);
  struct s l = {{'n', 'o'}, "", g[0].p + 1};
  CHECK(l.a[1] == 'o' && l.a[2] == 0 && l.b[0] == 0 && *l.p == 't' && l.u[1][2] == 0);
  char t[][3] = {"ab", {'c'}, "d"};
  CHECK(sizeof t == 9 && t[1][1] == 0 && t[2][0] == 'd' && t[0][1] == 'b');
  return 0;
}
