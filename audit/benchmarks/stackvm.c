// class: switch-interpreter
// result: -84499993499987 at n=13000000
// a stack machine in one switch
#include <stdio.h>
#include <stdlib.h>

enum { PUSH, ADD, SUB, MUL, DUP, SWAP, LOAD, STORE, LESS, JUMP, JUMPZ, HALT };

static const int program[] = {
  PUSH, 0, STORE, 1, PUSH, 1, STORE, 2,
  LOAD, 2, LOAD, 0, LESS, JUMPZ, 32,
  LOAD, 2, DUP, MUL, LOAD, 1, ADD, PUSH, 13, SWAP, SUB, STORE, 1,
  LOAD, 2, JUMP, 34,
  HALT, 0,
  PUSH, 1, ADD, STORE, 2, JUMP, 8,
};

static long variables[4], executed;

static long interpret(const int *code) {
  long stack[32];
  int sp = 0, pc = 0;
  for (;;) {
    executed++;
    switch (code[pc++]) {
      case PUSH: stack[sp++] = code[pc++]; break;
      case ADD: sp--; stack[sp - 1] += stack[sp]; break;
      case SUB: sp--; stack[sp - 1] -= stack[sp]; break;
      case MUL: sp--; stack[sp - 1] *= stack[sp]; break;
      case DUP: stack[sp] = stack[sp - 1]; sp++; break;
      case SWAP: {
        long top = stack[sp - 1];
        stack[sp - 1] = stack[sp - 2];
        stack[sp - 2] = top;
        break;
      }
      case LOAD: stack[sp++] = variables[code[pc++]]; break;
      case STORE: variables[code[pc++]] = stack[--sp]; break;
      case LESS: sp--; stack[sp - 1] = stack[sp - 1] < stack[sp]; break;
      case JUMP: pc = code[pc]; break;
      case JUMPZ: if (stack[--sp] == 0) pc = code[pc]; else pc++; break;
      case HALT: return variables[1];
    }
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 13000000;
  variables[0] = n;
  long result = interpret(program);
  printf("result %ld\nsteps %ld\n", result, executed);
  return 0;
}
