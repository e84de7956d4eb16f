// proves: tentative definitions and externs of one object are one object
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

extern int a;
int a;
static int b[];
static int b[4];
extern const int c;
int *pa = &a;
const int c = 7;
static int use(void) { extern int a; extern const int c; return a + c; }
static int d;
static int d;
static int d = 5;

int main(void) {
  CHECK(a == 0 && b[3] == 0 && sizeof b == 16);
  *pa = 3;
  b[3] = d;
  CHECK(use() == 10 && a == 3 && b[3] == 5);
  return 0;
}
static int b[4];
