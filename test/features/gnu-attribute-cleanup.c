/* GNU: attribute cleanup */
#include "check.h"

static int n;
static void done(int *p) { n = n * 10 + *p; }

int main(void) {
  { int a __attribute__((cleanup(done))) = 1; int b __attribute__((cleanup(done))) = 2; }
  CHECK(n == 21);
  for (int i = 0; i < 2; i++) { int c __attribute__((cleanup(done))) = i; if (i == 0) continue; }
  CHECK(n == 2101);
  return 0;
}
