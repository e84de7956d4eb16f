// proves: static pointers into the middle of objects are right before main runs
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct node { const char *name; const int *value; struct node *next; int (*f)(int); };
static int values[5] = {10, 20, 30, 40, 50};
static int twice(int x) { return 2 * x; }
static struct node nodes[3] = {
  {"first" + 1, values + 2, &nodes[1], twice},
  {&"second"[3], &values[4], nodes + 2, abs},
  {0, (int *)((char *)values + 4), 0, 0},
};
static char *const letters[] = {"abc" + 2, "xyz"};
static long distance = (char *)&values[3] - (char *)&values[0];

int main(void) {
  CHECK(nodes[0].name[0] == 'i' && nodes[1].name[0] == 'o' && nodes[2].name == 0);
  CHECK(*nodes[0].value == 30 && *nodes[0].next->value == 50 && *nodes[1].next->value == 20);
  CHECK(nodes[0].f(4) == 8 && nodes[0].next->f(-4) == 4 && *letters[0] == 'c' && distance == 12);
  return 0;
}
