// proves: each frame of a recursion has an array of its own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int permutations(const int *left, int n) {
  if (n == 0) return 1;
  int rest[8], total = 0;
  for (int skip = 0; skip < n; skip++) {
    int m = 0;
    for (int i = 0; i < n; i++)
      if (i != skip) rest[m++] = left[i];
    total += permutations(rest, m) * (left[skip] & 1 ? 1 : 2);
  }
  return total;
}

int main(void) {
  static const int v[6] = {1, 2, 3, 4, 5, 6};
  CHECK(permutations(v, 1) == 1 && permutations(v, 3) == 12 && permutations(v, 6) == 5760);
  return 0;
}
