// proves: values used after a loop are those of the last trip, also when computed without the loop
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int last_index(const int *v, int n, int key) {
  int found = -1, i;
  for (i = 0; i < n; i++) {
    if (v[i] == key) found = i;
  }
  return found * 100 + i;
}

static int by_step(int from, int to, int step) {
  int i = from, previous = from;
  while (i < to) {
    previous = i;
    i += step;
  }
  return i * 1000 + previous;
}

static unsigned triangle(unsigned n) {
  unsigned sum = 0, i;
  for (i = 0; i <= n; i++) sum += i;
  return sum + i;
}

static uint32_t geometric(uint32_t n) {
  uint32_t x = 1;
  for (uint32_t i = 0; i < n; i++) x *= 3;
  return x;
}

static int down(unsigned n) {
  int trips = 0;
  unsigned i;
  for (i = n; i-- > 0;) trips++;
  return trips + (i == 0u - 1);
}

static int two_exits(int n, int limit) {
  int i, sum = 0;
  for (i = 0; i < n; i++) {
    sum += i;
    if (sum > limit) break;
  }
  return i == n ? -sum : i;
}

static int (*volatile f)(int, int, int) = by_step;
static unsigned (*volatile g)(unsigned) = triangle;
static uint32_t (*volatile h)(uint32_t) = geometric;

int main(void) {
  int v[] = {4, 7, 4, 9};
  CHECK(last_index(v, 4, 4) == 204 && last_index(v, 4, 5) == -96 && last_index(v, 0, 4) == -100);
  CHECK(f(0, 10, 3) == 12009 && f(5, 5, 1) == 5005 && f(-7, 0, 7) == -7);
  CHECK(g(0) == 1 && g(10) == 66 && g(65535) == 2147450880u + 65536 && triangle(100) == 5151);
  CHECK(g(99999) == 704982704u + 100000);
  CHECK(h(0) == 1 && h(20) == 3486784401u && h(21) == 1870418611u && geometric(5) == 243);
  CHECK(down(0) == 1 && down(7) == 8 && two_exits(5, 100) == -10 && two_exits(100, 5) == 3);
  return 0;
}
