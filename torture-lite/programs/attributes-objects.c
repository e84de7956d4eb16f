// proves: aligned, packed, section, cleanup, mode and transparent placement of objects
// std: gnu11
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct tight { char c; int n; double d; } __attribute__((packed));
struct roomy { char c; } __attribute__((aligned(32)));
struct member { char c; int n __attribute__((packed)); short s __attribute__((aligned(8))); };
typedef int loose __attribute__((aligned(1)));
typedef int wide_mode __attribute__((mode(DI)));

static int here __attribute__((section("goodhart_data"))) = 7;
static int there __attribute__((section("goodhart_data"))) = 8;
static char apart[3] __attribute__((aligned(64))) = {1, 2, 3};

static int closed;
static void close_it(int *p) { closed = closed * 10 + *p; }

static int scoped(int n) {
  int one __attribute__((cleanup(close_it))) = 1;
  for (int i = 0; i < n; i++) {
    int two __attribute__((cleanup(close_it))) = 2 + i;
    if (i == 1) continue;
    if (i == 2) return one + two;
  }
  one = 9;
  return 0;
}
static int (*volatile f)(int) = scoped;

int main(void) {
  CHECK(sizeof(struct tight) == 13 && sizeof(struct roomy) == 32);
  CHECK(sizeof(struct member) == 16 && __builtin_offsetof(struct member, n) == 1);
  CHECK(__builtin_offsetof(struct member, s) == 8 && sizeof(wide_mode) == 8);
  CHECK(here == 7 && there == 8 && (uintptr_t)apart % 64 == 0 && apart[2] == 3);
  struct tight list[3] = {{1, -2, 2.5}, {3, 4, -1.5}, {5, 1 << 30, 0}};
  CHECK(list[1].n == 4 && list[1].d == -1.5 && list[2].n == 1 << 30 && list[0].n == -2);
  char bytes[8] = {0, 1, 2, 3, 4, 5, 6, 7};
  CHECK(_Alignof(loose) == 1 && bytes[5] == 5);
  CHECK(f(3) == 5 && closed == 2341);
  closed = 0;
  CHECK(f(1) == 0 && closed == 29);
  return 0;
}
