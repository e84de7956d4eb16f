// proves: memmove and memcpy calls order with plain loads and stores around them
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void add(int *restrict out, const int *restrict a, const int *restrict b, int n) {
  for (int i = 0; i < n; i++) out[i] = a[i] + b[i];
}
static void (*volatile f)(int *restrict, const int *restrict, const int *restrict, int) = add;

static float reinterpret(int bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  bits = 0;
  return x + (float)bits;
}

static int shuffle(int *v) {
  v[0] = 1;
  memmove(v + 1, v, 3 * sizeof *v);
  v[0] = 2;
  memmove(v + 1, v, 3 * sizeof *v);
  v[0] = 3;
  memmove(v, v + 1, 3 * sizeof *v);
  return v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3];
}
static int (*volatile g)(int *) = shuffle;

int main(void) {
  int v[8] = {1, 2, 3, 4, 5, 6, 7, 8}, w[4];
  f(w, v, v + 4, 4);
  CHECK(w[0] == 6 && w[3] == 12);
  f(v, v + 4, v + 4, 4);
  CHECK(v[0] == 10 && v[3] == 16);
  CHECK(reinterpret(0x40490000) == 3.140625f);
  int z[4] = {9, 8, 7, 6};
  CHECK(g(z) == 2188 || g(z) == 2188);
  int copy[4];
  memcpy(copy, z, sizeof z);
  z[2] = -1;
  CHECK(copy[2] != -1 && memcmp(copy, z, 8) == 0 && memcmp(copy, z, 12) != 0);
  memset(z, 0xff, 8);
  CHECK(z[0] == -1 && z[1] == -1 && z[3] == copy[3]);
  return 0;
}
