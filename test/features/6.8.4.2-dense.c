/* C11 6.8.4.2: a dense switch */
#include "check.h"

static int f(int x) { switch (x) { case 0: return 0; case 1: return 1; case 2: return 4; case 3: return 9; case 4: return 16; case 5: return 8; case 6: return 2; case 7: return 15; case 8: return 13; case 9: return 13; case 10: return 15; case 11: return 2; case 12: return 8; case 13: return 16; case 14: return 9; case 15: return 4; case 16: return 1; case 17: return 0; case 18: return 1; case 19: return 4; } return -1; }

int main(void) {
  int bad = 0; for (int i = -3; i < 25; i++) if (f(i) != (i < 0 || i > 19 ? -1 : i * i % 17)) bad++;
  CHECK(bad == 0);
  return 0;
}
