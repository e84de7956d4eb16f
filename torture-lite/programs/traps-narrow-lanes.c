// proves: arithmetic on narrow elements is done in int, and only what is stored is cut
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)
#define SIZE 53

static unsigned char a[SIZE], b[SIZE], c[SIZE];
static signed char s[SIZE], t[SIZE];
static unsigned short h[SIZE];
static int w[SIZE];

static void weigh(int n) {
  for (int i = 0; i < n; i++) c[i] = (77 * a[i] + 151 * b[i] + 28 * c[i]) >> 8;
}
static void clamp(int n) {
  for (int i = 0; i < n; i++) {
    int v = a[i] * 3 - b[i] * 2;
    if (v < 0) v = 0;
    if (v > 255) v = 255;
    c[i] = v;
  }
}
static void shift(int n) {
  for (int i = 0; i < n; i++) t[i] = (s[i] * s[i] - 200) >> 3;
}
static void order(int n) {
  for (int i = 0; i < n; i++) w[i] = (unsigned char)s[i] > a[i] ? s[i] : -(int)h[i];
}
static void pack(int n) {
  for (int i = 0; i < n; i++) h[i] = (unsigned short)(w[i] * 40503);
}
static void low(int n) {
  for (int i = 0; i < n; i++) c[i] = (unsigned char)(((a[i] << 4) + h[i]) >> 2);
}

int main(void) {
  for (int n = 0; n <= SIZE; n++) {
    int want[SIZE];
    for (int i = 0; i < SIZE; i++) {
      a[i] = i * 29 + n;
      b[i] = i * 113;
      c[i] = i * 7;
      s[i] = (signed char)(i * 11 - 128 + n);
      h[i] = (unsigned short)(i * 2521);
      w[i] = i * 65537 - 12345;
    }
    for (volatile int i = 0; i < n; i++) want[i] = (77 * a[i] + 151 * b[i] + 28 * c[i]) >> 8;
    weigh(n);
    for (int i = 0; i < n; i++) CHECK(c[i] == want[i]);
    for (volatile int i = 0; i < n; i++) want[i] = a[i] * 3 - b[i] * 2;
    clamp(n);
    for (int i = 0; i < n; i++) CHECK(c[i] == (want[i] < 0 ? 0 : want[i] > 255 ? 255 : want[i]));
    for (volatile int i = 0; i < n; i++) want[i] = (signed char)((s[i] * s[i] - 200) >> 3);
    shift(n);
    for (int i = 0; i < n; i++) CHECK(t[i] == want[i]);
    for (volatile int i = 0; i < n; i++)
      want[i] = (unsigned short)((((a[i] << 4) + h[i]) >> 2) & 255);
    low(n);
    for (int i = 0; i < n; i++) CHECK(c[i] == want[i]);
    for (volatile int i = 0; i < n; i++) want[i] = (unsigned short)((unsigned)w[i] * 40503u);
    for (volatile int i = 0; i < n; i++) w[i] /= 4096;
    for (volatile int i = 0; i < n; i++) want[i] = (unsigned short)(w[i] * 40503);
    pack(n);
    for (int i = 0; i < n; i++) CHECK(h[i] == want[i]);
    for (volatile int i = 0; i < n; i++)
      want[i] = (unsigned char)s[i] > a[i] ? s[i] : -(int)h[i];
    order(n);
    for (int i = 0; i < n; i++) CHECK(w[i] == want[i]);
  }
  return 0;
}
