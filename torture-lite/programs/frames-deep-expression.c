// proves: an expression deeper than the registers is evaluated right
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int v[16] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};

int main(void) {
  int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
  int i = v[8], j = v[9], k = v[10], l = v[11], m = v[12], n = v[13], o = v[14], p = v[15];
  int x = (a + (b - (c + (d - (e + (f - (g + (h - i))))))) +
           (j + (k - (l + (m - (n - (o + p)))))));
  CHECK(x == -4);
  int y = ((a * b + c * d) * (e * f - g * h) + (i * j - k * l) * (m * n + o * p)) *
          ((a - p) * (b - o) + (c - n) * (d - m) - (e - l) * (f - k) + (g - j) * (h - i));
  CHECK(y == -70665);
  double r = (double)a / (b + (double)c / (d + (double)e / (f + (double)g / (h + (double)i / j))));
  CHECK(r > 0.83 && r < 0.84);
  return 0;
}
