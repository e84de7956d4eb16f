// proves: string literals are arrays: sizeof, indexing, decay, addresses, arrays of pointers
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define TEXT(x) #x
#define EXPAND(x) TEXT(x)
#define JOIN(a, b) a##b

static const char *months[] = {"jan", "feb", "mar"};
static char table[][6] = {"alpha", "beta", "gamm"};
static const char *(*volatile rows)[3] = &months;

static const char *name(int n) {
  switch (n) {
    case 0: return "zero";
    case 1: return "one";
  }
  return "many";
}

int main(void) {
  CHECK(sizeof "hello" == 6 && sizeof("" "a") == 2 && sizeof *"x" == 1);
  CHECK(*"abc" == 'a' && 1["abc"] == 'b' && *&"abc"[2] == 'c');
  char (*whole)[6] = &table[1];
  CHECK((*whole)[1] == 'e' && sizeof *whole == 6 && (char *)(whole + 1) == table[2]);
  CHECK((*rows)[2][1] == 'a' && *(*rows)[1] == 'f');
  CHECK(strcmp(EXPAND(__LINE__), "32") == 0);
  CHECK(strcmp(TEXT(a + "b\n"), "a + \"b\\n\"") == 0);
  int xy = 5;
  CHECK(JOIN(x, y) == 5 && JOIN(1, 2) == 12);
  CHECK(name(0)[3] == 'o' && strcmp(name(7), "many") == 0 && strlen(name(1)) == 3);
  CHECK(strcmp(__func__, "main") == 0 && sizeof __func__ == 5);
  const char *p = "walk";
  int sum = 0;
  while (*p) sum += *p++ & 15;
  CHECK(sum == 7 + 1 + 12 + 11);
  CHECK(("ab" "cd")[2] == 'c' && (1 ? "yes" : "no")[0] == 'y');
  return 0;
}
