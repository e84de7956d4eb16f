// proves: compound assignment, ++ and -- evaluate their object once, in memory and through calls
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct counter { int n; signed char c; double d; short s[3]; };

static struct counter store[2];
static int lookups;

static struct counter *at(int i) {
  lookups++;
  return &store[i];
}
static struct counter *(*volatile find)(int) = at;

static int bump(int *p) { return ++*p; }
static int (*volatile bumper)(int *) = bump;

int main(void) {
  find(0)->n += 5;
  find(0)->n *= 3;
  find(0)->n++;
  --find(0)->n;
  CHECK(lookups == 4 && store[0].n == 15);
  CHECK(find(0)->n++ == 15 && find(0)->n-- == 16 && lookups == 6);
  find(1)->c = 127;
  CHECK((signed char)++find(1)->c == -128 && store[1].c == -128);
  find(1)->c -= 1;
  CHECK(store[1].c == 127);
  find(0)->d = 1.5;
  CHECK(find(0)->d++ == 1.5 && ++find(0)->d == 3.5);
  find(0)->d /= 2;
  CHECK(store[0].d == 1.75);
  int i = 0;
  short *p = store[0].s;
  p[i++] += 4;
  p[i++] -= 4;
  *(p + i++) |= 12;
  CHECK(i == 3 && p[0] == 4 && p[1] == -4 && p[2] == 12);
  *p++ = 9;
  *++p = 8;
  CHECK(store[0].s[0] == 9 && store[0].s[2] == 8 && p == &store[0].s[2]);
  CHECK(-- * p == 7 && (*p)++ == 7 && *p-- == 8 && *p == -4);
  int k = 1;
  k += bumper(&k) * 0;
  CHECK(k == 1 || k == 2);
  store[0] = store[1] = *find(1);
  CHECK(store[0].c == 127);
  return 0;
}
