// proves: a stack of handlers built on jmp_buf unwinds to the innermost one and rethrows
#include <setjmp.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct handler { jmp_buf env; struct handler *outer; };

static struct handler *top;
static int log_value;

static void throw_code(int code) {
  struct handler *h = top;
  top = h->outer;
  longjmp(h->env, code);
}

static void note(int x) { log_value = log_value * 10 + x; }

static void risky(int n) {
  struct handler here;
  here.outer = top;
  top = &here;
  int code = setjmp(here.env);
  if (code == 0) {
    note(1);
    if (n == 0) throw_code(3);
    if (n == 1) throw_code(4);
    top = here.outer;
    note(2);
    return;
  }
  note(code);
  if (code == 4) throw_code(5);
}

static int guarded(int n) {
  struct handler outer;
  outer.outer = top;
  top = &outer;
  log_value = 0;
  int code = setjmp(outer.env);
  if (code) {
    note(code);
    return -log_value;
  }
  risky(n);
  top = outer.outer;
  return log_value;
}
static int (*volatile f)(int) = guarded;

int main(void) {
  CHECK(f(2) == 12 && top == NULL);
  CHECK(f(0) == 13 && top == NULL);
  CHECK(f(1) == -145 && top == NULL);
  return 0;
}
