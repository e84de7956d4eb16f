// proves: the index of a maximum is that of the first greatest
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int best(const double *v, int n) { int b = 0; for (int i = 1; i < n; i++) if (v[i] > v[b]) b = i; return b; }
static unsigned low(const unsigned char *v, int n) { unsigned m = 255; while (n--) if (v[n] < m) m = v[n]; return m; }
int main(void) {
  static const double v[] = {1, 9, -4, 9, 8.5};
  static const unsigned char b[] = {200, 130, 255, 131};
  CHECK(best(v, 5) == 1 && best(v + 2, 3) == 1 && best(v, 1) == 0 && low(b, 4) == 130 && low(b, 1) == 200);
  return 0;
}
