/* GNU: statement expressions in each other and in calls */
#include "check.h"

static int add(int a, int b) { return a + b; }

int main(void) {
  CHECK(add(({ int a = 1; a + ({ int b = 2; b * 3; }); }), ({ 10; })) == 17);
  int s = 0; for (int i = 0; i < ({ int k = 3; k; }); i++) s += ({ if (i == 1) continue; i; });
  CHECK(s == 2);
  return 0;
}
