// proves: tables of function pointers, pointers to them in structures, and calls through each form
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef int binary(int, int);

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }

static binary *const table[] = {add, &sub, *mul};
struct op { char name; binary *run; };
static struct op ops[] = {{'+', add}, {'-', sub}, {'*', mul}};

static binary *find(char name) {
  for (unsigned i = 0; i < 3; i++) {
    if (ops[i].name == name) return ops[i].run;
  }
  return NULL;
}

static int (*choose(int which))(int, int) { return table[which % 3]; }

static int apply(binary f, int a, int b) { return f(a, b); }
static binary *(*volatile finder)(char) = find;

static int evaluate(const char *p) {
  int stack[8], depth = 0;
  for (; *p; p++) {
    binary *f = finder(*p);
    if (f) {
      depth--;
      stack[depth - 1] = (*f)(stack[depth - 1], stack[depth]);
    } else {
      stack[depth++] = *p - '0';
    }
  }
  return stack[0];
}

int main(void) {
  CHECK(evaluate("34+5*6-") == 29);
  CHECK(evaluate("12+34*+5-") == 10);
  CHECK(choose(4)(9, 4) == 5 && (*choose(2))(3, 4) == 12 && (****table[0])(1, 2) == 3);
  CHECK(apply(choose(1), 1, 2) == -1 && apply(*find('*'), 6, 7) == 42);
  CHECK(find('/') == NULL && find('+') == add && table[1] == sub && add != sub);
  int sum = 0;
  for (int i = 0; i < 6; i++) sum = table[i % 3](sum, i + 1);
  CHECK(sum == ((0 + 1 - 2) * 3 + 4 - 5) * 6);
  return 0;
}
