/* C11 6.10.3: variadic macros */
#include "check.h"

#define SUM(a, ...) (a + sum3(__VA_ARGS__))
#define OPT(a, ...) first(a, ##__VA_ARGS__)
static int sum3(int a, int b, int c) { return a + b + c; }
static int first(int a, ...) { return a; }

int main(void) {
  CHECK(SUM(1, 2, 3, 4) == 10);
  CHECK(OPT(3) == 3 && OPT(4, 5) == 4);
  return 0;
}
