// proves: static locals are initialised once and keep their value across calls and recursion
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int counter(void) {
  static int n = 40;
  return ++n;
}

static int other_counter(void) {
  static int n;
  {
    static int n = 1000;
    n += 10;
    if (n > 1020) return n;
  }
  return --n;
}

static int *cells(int i) {
  static int data[4] = {1, 2, 3};
  return &data[i];
}

static int depth(int n) {
  static int deepest = -1;
  static int now;
  now++;
  if (now > deepest) deepest = now;
  if (n > 0) {
    depth(n - 1);
    depth(n - 2);
  }
  now--;
  return deepest * 100 + now;
}

static const char *label(int n) {
  static const char *const names[] = {"none", "one"}, *fallback = "many";
  if (n > 1) return fallback;
  fallback = "lots";
  return names[n];
}
static int (*volatile count)(void) = counter;

int main(void) {
  CHECK(count() == 41 && count() == 42 && counter() == 43);
  CHECK(other_counter() == -1 && other_counter() == -2 && other_counter() == 1030);
  *cells(3) = *cells(2) + *cells(1);
  CHECK(*cells(3) == 5 && cells(3) - cells(0) == 3);
  CHECK(depth(6) == 700 && depth(2) == 700);
  CHECK(label(2)[0] == 'm' && label(1)[0] == 'o' && label(2)[0] == 'l');
  return 0;
}
