// proves: loops with strides that miss their bound end at the right trip
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int trips(int from, int to, int step) {
  int n = 0;
  for (int i = from; i < to; i += step) n++;
  return n;
}
static int trips_down(int from, int to, int step) {
  int n = 0;
  for (int i = from; i >= to; i -= step) n++;
  return n;
}
static int trips_not(int from, int to, int step) {
  int n = 0;
  for (int i = from; i != to; i += step) n++;
  return n;
}

int main(void) {
  CHECK(trips(0, 10, 3) == 4 && trips(0, 9, 3) == 3 && trips(5, 5, 1) == 0 && trips(6, 5, 1) == 0);
  CHECK(trips(-7, 8, 5) == 3 && trips_down(10, 0, 3) == 4 && trips_down(9, 0, 3) == 4);
  CHECK(trips_down(-1, 0, 1) == 0 && trips_not(0, 12, 4) == 3 && trips_not(3, 3, 7) == 0);
  return 0;
}
