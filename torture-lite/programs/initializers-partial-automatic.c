// proves: what an automatic initializer leaves out is zero, also on a dirty stack
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct mixed { char c; double d; char name[11]; int *p; long tail[5]; };

static void soil(int n) {
  volatile unsigned char junk[400];
  for (int i = 0; i < 400; i++) junk[i] = (unsigned char)(n + i | 1);
}
static int check(int which) {
  struct mixed m = {.c = (char)which, .name = "ab"};
  int bad = m.d != 0 || m.p != 0;
  for (int i = 2; i < 11; i++) bad += m.name[i] != 0;
  for (int i = 0; i < 5; i++) bad += m.tail[i] != 0;
  int big[40] = {which};
  for (int i = 1; i < 40; i++) bad += big[i] != 0;
  return bad + (m.c != which) + (big[0] != which);
}

int main(void) {
  void (*volatile dirty)(int) = soil;
  int (*volatile look)(int) = check;
  for (int i = 1; i < 5; i++) {
    dirty(i);
    CHECK(look(i) == 0);
  }
  return 0;
}
