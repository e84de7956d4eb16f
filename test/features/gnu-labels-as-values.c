/* GNU: labels as values */
#include "check.h"

static int run(const char *p) { static void *const table[] = { &&inc, &&dec, &&end }; int n = 0; goto *table[*p++ - 48]; inc: n++; goto *table[*p++ - 48]; dec: n--; goto *table[*p++ - 48]; end: return n; }

int main(void) {
  CHECK(run("00102") == 2);
  CHECK(run("2") == 0);
  CHECK(run("1112") == -3);
  return 0;
}
