// proves: a threaded interpreter jumps through a static table of label addresses
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum { PUSH, ADD, MUL, DUP, SWAP, JUMP_IF, STORE, LOAD, DEC, HALT };

static long run(const signed char *code) {
  static const void *const table[] = {&&push, &&add, &&mul, &&dup, &&swap, &&jump_if,
                                      &&store, &&load, &&dec, &&halt};
  long stack[16], memory[4] = {0}, *top = stack, t;
  const signed char *pc = code;
  int steps = 0;
#define NEXT do { steps++; goto *table[(int)*pc++]; } while (0)
  NEXT;
push: *top++ = *pc++; NEXT;
add: top--; top[-1] += top[0]; NEXT;
mul: top--; top[-1] *= top[0]; NEXT;
dup: *top = top[-1]; top++; NEXT;
swap: t = top[-1]; top[-1] = top[-2]; top[-2] = t; NEXT;
jump_if: if (*--top) pc += *pc; else pc++; NEXT;
store: memory[(int)*pc++] = *--top; NEXT;
load: *top++ = memory[(int)*pc++]; NEXT;
dec: top[-1]--; NEXT;
halt:
  return top[-1] * 1000 + steps;
}
static long (*volatile f)(const signed char *) = run;

int main(void) {
  static const signed char sum[] = {PUSH, 20, PUSH, 22, ADD, HALT};
  CHECK(f(sum) == 42004);
  static const signed char factorial[] = {
    PUSH, 1, STORE, 0, PUSH, 10, DUP, LOAD, 0, MUL, STORE, 0, DEC, DUP, JUMP_IF, -9,
    LOAD, 0, HALT};
  CHECK(f(factorial) == 3628800000 + 3 + 70 + 2);
  static const signed char swapped[] = {PUSH, 2, PUSH, 5, SWAP, DEC, ADD, HALT};
  CHECK(f(swapped) == 6006);
  return 0;
}
