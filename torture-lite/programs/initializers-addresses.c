// proves: static initializers may hold addresses with offsets, of data, functions and strings
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct link { const char *name; struct link *next; int (*run)(int); int *where; };

static int numbers[10] = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90};
static int inc(int x) { return x + 1; }
static int neg(int x) { return -x; }
static struct link c;
static struct link a = {"first", &c, inc, &numbers[3]};
static struct link c = {"third" + 2, &a, &neg, numbers + 9 - 1};
static char *middle = (char *)&numbers[2] + 4;
static int *end = 1 + &numbers[9];
static const char *const texts[] = {"x", "yy", [4] = "zzz"};
static long distance = (long)&((struct link *)0)->run;
static int truth = sizeof numbers == 40 && 3 > 2;
static unsigned char *first_of_double = (unsigned char *)&(double){-0.0};

int main(void) {
  CHECK(a.next->next == &a && strcmp(a.next->name, "ird") == 0);
  CHECK(a.run(4) == 5 && c.run(4) == -4);
  CHECK(*a.where == 30 && *c.where == 80);
  CHECK(*(int *)middle == 30);
  CHECK(end - numbers == 10 && end[-1] == 90);
  CHECK(sizeof texts / sizeof *texts == 5 && texts[2] == NULL && texts[4][2] == 'z');
  CHECK(distance == offsetof(struct link, run));
  CHECK(truth == 1 && first_of_double[7] == 0x80);
  static struct link *self = &c, **at = &self;
  CHECK((*at)->next->run(*(*at)->where) == 81);
  return 0;
}
