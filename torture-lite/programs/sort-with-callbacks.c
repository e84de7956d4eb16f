// proves: qsort and bsearch call back with pointers to elements of any size
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct rec { char key[5]; double weight; };
static int calls;
static int by_key(const void *a, const void *b) {
  calls++;
  return strcmp(((const struct rec *)a)->key, ((const struct rec *)b)->key);
}
static int by_weight(const void *a, const void *b) {
  const struct rec *x = a, *y = b;
  return (x->weight > y->weight) - (x->weight < y->weight);
}
static int bytes(const void *a, const void *b) { return *(const char *)a - *(const char *)b; }

int main(void) {
  struct rec r[] = {{"pear", 3}, {"fig", 1.5}, {"lime", -2}, {"plum", 9}, {"date", 0}};
  qsort(r, 5, sizeof *r, by_key);
  CHECK(strcmp(r[0].key, "date") == 0 && strcmp(r[4].key, "plum") == 0 && calls > 3);
  struct rec want = {"lime", 0}, *found = bsearch(&want, r, 5, sizeof *r, by_key);
  CHECK(found == &r[2] && found->weight == -2);
  qsort(r, 5, sizeof *r, by_weight);
  for (int i = 1; i < 5; i++) CHECK(r[i - 1].weight < r[i].weight);
  char text[] = "torture";
  qsort(text, 7, 1, bytes);
  CHECK(strcmp(text, "eorrttu") == 0);
  return 0;
}
