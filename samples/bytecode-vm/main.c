// Compiles a small language to bytecode in one pass and runs it on a stack machine.
//
//   statement   NAME = expression | print expression | while expression { ... }
//               | if expression { ... } [else { ... }]
//   expression  comparison of sums of products of numbers, names, -x and (x)
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum op { PUSH, LOAD, STORE, ADD, SUB, MUL, DIV, MOD, LESS, EQUAL, NOT, NEGATE, JUMP, JUMP_FALSE,
          PRINT, HALT };

static const char *const op_names[] = {"push", "load", "store", "add", "sub", "mul", "div", "mod",
                                       "less", "equal", "not", "negate", "jump", "jump_false",
                                       "print", "halt"};

struct program {
  int code[1024];
  int length;
  char names[32][16];
  int name_count;
};

struct compiler {
  const char *at;
  struct program *out;
};

static _Noreturn void fail(const char *message, const char *at) {
  printf("error: %s near '%.12s'\n", message, at);
  exit(1);
}

static void emit(struct program *p, int word) {
  if (p->length == 1024) fail("program too long", "");
  p->code[p->length++] = word;
}

// ---- compiling

static void skip_space(struct compiler *c) {
  while (isspace((unsigned char)*c->at)) c->at++;
}

static int accept(struct compiler *c, const char *token) {
  skip_space(c);
  size_t n = strlen(token);
  if (strncmp(c->at, token, n) != 0) return 0;
  if (isalpha((unsigned char)token[0]) && isalnum((unsigned char)c->at[n])) return 0;
  c->at += n;
  return 1;
}

static void expect(struct compiler *c, const char *token) {
  if (!accept(c, token)) fail(token, c->at);
}

static int variable(struct compiler *c) {
  struct program *p = c->out;
  char name[16];
  int length = 0;
  skip_space(c);
  while (isalnum((unsigned char)*c->at) && length < 15) name[length++] = *c->at++;
  name[length] = 0;
  if (length == 0) fail("a name is missing", c->at);
  for (int i = 0; i < p->name_count; i++) {
    if (strcmp(p->names[i], name) == 0) return i;
  }
  if (p->name_count == 32) fail("too many names", name);
  strcpy(p->names[p->name_count], name);
  return p->name_count++;
}

static void expression(struct compiler *c);

static void primary(struct compiler *c) {
  skip_space(c);
  if (accept(c, "(")) {
    expression(c);
    expect(c, ")");
  } else if (accept(c, "-")) {
    primary(c);
    emit(c->out, NEGATE);
  } else if (isdigit((unsigned char)*c->at)) {
    char *end;
    emit(c->out, PUSH);
    emit(c->out, (int)strtol(c->at, &end, 10));
    c->at = end;
  } else {
    int slot = variable(c);
    emit(c->out, LOAD);
    emit(c->out, slot);
  }
}

// Left-associative binary operators by level, the weakest first.
static const struct { const char *token; enum op op; int negated; } operators[3][4] = {
  {{"<=", LESS, 2}, {"<", LESS, 0}, {"==", EQUAL, 0}, {"!=", EQUAL, 1}},
  {{"+", ADD, 0}, {"-", SUB, 0}},
  {{"*", MUL, 0}, {"/", DIV, 0}, {"%", MOD, 0}},
};

static void binary(struct compiler *c, int level) {
  if (level == 3) {
    primary(c);
    return;
  }
  binary(c, level + 1);
  for (int i = 0; i < 4 && operators[level][i].token; i++) {
    if (!accept(c, operators[level][i].token)) continue;
    binary(c, level + 1);
    if (operators[level][i].negated == 2) {  // a <= b is a < b + 1
      emit(c->out, PUSH);
      emit(c->out, 1);
      emit(c->out, ADD);
    }
    emit(c->out, operators[level][i].op);
    if (operators[level][i].negated == 1) emit(c->out, NOT);
    i = -1;
  }
}

static void expression(struct compiler *c) { binary(c, 0); }

static int emit_jump(struct compiler *c, enum op op) {
  emit(c->out, op);
  emit(c->out, 0);
  return c->out->length - 1;
}

static void land(struct compiler *c, int jump) { c->out->code[jump] = c->out->length; }

static void statement(struct compiler *c);

static void block(struct compiler *c) {
  expect(c, "{");
  while (!accept(c, "}")) statement(c);
}

static void statement(struct compiler *c) {
  if (accept(c, "print")) {
    expression(c);
    emit(c->out, PRINT);
  } else if (accept(c, "while")) {
    int again = c->out->length;
    expression(c);
    int leave = emit_jump(c, JUMP_FALSE);
    block(c);
    c->out->code[emit_jump(c, JUMP)] = again;
    land(c, leave);
  } else if (accept(c, "if")) {
    expression(c);
    int otherwise = emit_jump(c, JUMP_FALSE);
    block(c);
    if (accept(c, "else")) {
      int done = emit_jump(c, JUMP);
      land(c, otherwise);
      block(c);
      land(c, done);
    } else {
      land(c, otherwise);
    }
  } else {
    int slot = variable(c);
    expect(c, "=");
    expression(c);
    emit(c->out, STORE);
    emit(c->out, slot);
  }
}

// ---- running

static int has_operand(int op) {
  return op == PUSH || op == LOAD || op == STORE || op == JUMP || op == JUMP_FALSE;
}

static void list(const struct program *p, int limit) {
  for (int at = 0; at < p->length && at < limit; at++) {
    int op = p->code[at];
    printf("%4d  %s", at, op_names[op]);
    if (has_operand(op)) {
      int operand = p->code[++at];
      if (op == LOAD || op == STORE) printf(" %s", p->names[operand]);
      else printf(" %d", operand);
    }
    putchar('\n');
  }
}

static long run(const struct program *p) {
  long stack[64], variables[32] = {0}, *top = stack, steps = 0;
  for (const int *pc = p->code;; steps++) {
    switch ((enum op)*pc++) {
      case PUSH: *top++ = *pc++; break;
      case LOAD: *top++ = variables[*pc++]; break;
      case STORE: variables[*pc++] = *--top; break;
      case ADD: top--; top[-1] += *top; break;
      case SUB: top--; top[-1] -= *top; break;
      case MUL: top--; top[-1] *= *top; break;
      case DIV: top--; top[-1] = *top ? top[-1] / *top : 0; break;
      case MOD: top--; top[-1] = *top ? top[-1] % *top : 0; break;
      case LESS: top--; top[-1] = top[-1] < *top; break;
      case EQUAL: top--; top[-1] = top[-1] == *top; break;
      case NOT: top[-1] = !top[-1]; break;
      case NEGATE: top[-1] = -top[-1]; break;
      case JUMP: pc = p->code + *pc; break;
      case JUMP_FALSE: pc = *--top ? pc + 1 : p->code + *pc; break;
      case PRINT: printf("%ld\n", *--top); break;
      case HALT: return steps;
    }
  }
}

int main(void) {
  static char text[8192];
  static struct program p;
  text[fread(text, 1, sizeof text - 1, stdin)] = 0;
  struct compiler c = {text, &p};
  while (skip_space(&c), *c.at) statement(&c);
  emit(&p, HALT);
  list(&p, 24);
  printf("%d words, %d names\n", p.length, p.name_count);
  printf("%ld steps\n", run(&p));
  return 0;
}
