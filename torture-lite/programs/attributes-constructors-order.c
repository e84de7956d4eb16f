// proves: constructors run before main in order of priority, destructors after
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int log_;
static void note(int x) { log_ = log_ * 10 + x; }
__attribute__((constructor(300))) static void third(void) { note(3); }
__attribute__((constructor(200))) static void second(void) { note(2); }
__attribute__((constructor)) static void last(void) { note(4); }
__attribute__((constructor(101))) static void first(void) { note(1); }
__attribute__((destructor)) static void end(void) { if (log_ != 12345) _exit(9); }

int main(void) {
  CHECK(log_ == 1234);
  note(5);
  return 0;
}
