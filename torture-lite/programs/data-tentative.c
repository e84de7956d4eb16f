// proves: tentative definitions, extern re-declarations and block-scope externs name one object
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int shared;
int shared;
extern int shared;
int later[];
static int hidden;
static int hidden;
extern int hidden;
extern const double ratio;
static int use_later(void);

int shared = 5;

static int block_scope(void) {
  int shared = 1;
  {
    extern int shared;
    shared++;
  }
  return shared;
}

static int use_later(void) {
  extern int hidden;
  hidden += 3;
  return later[2] + hidden;
}

int later[4] = {7, 8, 9};
const double ratio = 0.25;
static int hidden = 11;

int defined_below(int);
static int (*volatile call)(int) = defined_below;

int main(void) {
  CHECK(shared == 5 && block_scope() == 1 && shared == 6);
  CHECK(use_later() == 9 + 14 && hidden == 14);
  CHECK(sizeof later == 16 && later[3] == 0 && ratio == 0.25);
  int defined_below(int);
  CHECK(defined_below(2) == 8 && call(3) == 9);
  return 0;
}

int defined_below(int n) {
  extern int shared;
  return n + shared;
}
