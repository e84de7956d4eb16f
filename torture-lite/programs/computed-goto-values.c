// proves: label addresses are values: stored, selected, differenced and taken in loops
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int select_label(int n) {
  void *target = n < 0 ? &&negative : n == 0 ? &&zero : &&positive;
  int r = 0;
  goto *target;
negative:
  r -= 1;
zero:
  r += 10;
  return r;
positive:
  r = 100;
  if (n > 5) {
    target = &&negative;
    n = 1;
    goto *target;
  }
  return r;
}

static int offsets(int n) {
  static const int table[] = {&&a - &&a, &&b - &&a, &&c - &&a};
  int trace = 0;
  goto *(&&a + table[n]);
a:
  trace = trace * 10 + 1;
b:
  trace = trace * 10 + 2;
c:
  trace = trace * 10 + 3;
  return trace;
}

static int machine(const char *p) {
  void *state = &&outside;
  int words = 0, letters = 0;
  for (; *p; p++) {
    goto *state;
  outside:
    if (*p == ' ') continue;
    words++;
    state = &&inside;
  inside:
    if (*p == ' ') {
      state = &&outside;
      continue;
    }
    letters++;
  }
  return words * 100 + letters;
}
static int (*volatile s)(int) = select_label, (*volatile o)(int) = offsets;

int main(void) {
  CHECK(s(-3) == 9 && s(0) == 10 && s(3) == 100 && s(9) == 109);
  CHECK(o(0) == 123 && o(1) == 23 && o(2) == 3);
  CHECK(machine("  the quick  brown fox ") == 416 && machine("") == 0);
  return 0;
}
