// proves: constructor, destructor, weak, alias, noinline, used and always_inline functions
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int started, order;

__attribute__((constructor)) static void before_main(void) { started = ++order; }
__attribute__((constructor(101))) static void much_before(void) { order += 10; }

int real_name(int x) { return x + 1; }
int other_name(int x) __attribute__((alias("real_name")));
__attribute__((weak)) int weak_default(void) { return 5; }
extern int never_defined(void) __attribute__((weak));
extern int weak_object __attribute__((weak));

__attribute__((noinline)) static int kept(int x) { return x * 3; }
__attribute__((always_inline)) static inline int folded(int x) { return x * x; }
__attribute__((const)) static int no_effect(int x) { return x - 1; }
__attribute__((noreturn)) static void leave(int code) { exit(code); }
__attribute__((unused)) static int not_used(void) { return 1; }
static int renamed(void) __asm__("name_in_the_object_file");
static int renamed(void) { return 9; }

__attribute__((destructor)) static void after_main(void) {
  if (order != 100) _Exit(1);
}

int main(void) {
  CHECK(started == 11 && order == 11);
  CHECK(other_name(4) == 5 && other_name == real_name && weak_default() == 5);
  CHECK(never_defined == NULL && &weak_object == NULL);
  CHECK(kept(folded(no_effect(4))) == 27 && renamed() == 9);
  order = 100;
  leave(0);
}
