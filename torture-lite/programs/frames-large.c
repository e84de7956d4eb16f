// proves: frames far beyond 12-bit and 16-bit offsets, with arguments and spills beyond them
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int big(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) {
  signed char first[3000];
  int second[20000];
  double last[300];
  memset(first, a, sizeof first);
  memset(second, 0, sizeof second);
  for (int k = 0; k < 300; k++) last[k] = k * 0.5;
  second[0] = b;
  second[19999] = c + i;
  second[(d * 997) % 20000] = e;
  int sum = first[0] + first[2999] + second[0] + second[19999];
  sum += second[(d * 997) % 20000] + (int)last[299] + f + g + h + i + j;
  return sum;
}
static int (*volatile call)(int, int, int, int, int, int, int, int, int, int) = big;

static int boundary(int n) {
  char just[2048 - 64];
  char over[2048];
  just[0] = (char)n;
  just[sizeof just - 1] = (char)(n + 1);
  over[0] = (char)(n + 2);
  over[2047] = (char)(n + 3);
  if (n > 20) return just[0] + just[sizeof just - 1] + over[0] + over[2047];
  int deeper = boundary(n + 7);
  return deeper + just[0] + just[sizeof just - 1] + over[0] + over[2047];
}
static int (*volatile edge)(int) = boundary;

int main(void) {
  CHECK(call(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 2 + 2 + 12 + 5 + 149 + 40);
  CHECK(call(-1, 0, 0, 19, 0, 0, 0, 0, 0, 1) == -2 + 149 + 1);
  CHECK(edge(21) == 90);
  CHECK(edge(0) == 4 * (0 + 7 + 14 + 21) + 6 * 4);
  return 0;
}
