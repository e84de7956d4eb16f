// proves: objects declared const are read as they were initialized
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const int table[4] = {3, 1, 4, 1};
static const struct { const char *name; double value; } pairs[] = {{"a", 0.5}, {"b", 1.5}};
static int sum(const int *p, int n) { int s = 0; while (n) s += p[--n]; return s; }

int main(void) {
  const int local[] = {1, 2, 3}, n = sum(table, 4);
  volatile int i = 1;
  CHECK(n == 9 && local[i] == 2 && pairs[i].value == 1.5 && pairs[i].name[0] == 'b');
  const volatile int cv = 5;
  int *p = malloc(sizeof(int));
  const int *q = p;
  *p = 1;
  int before = *q;
  *p = 2;
  CHECK(before == 1 && *q == 2 && cv == 5);
  free(p);
  return 0;
}
