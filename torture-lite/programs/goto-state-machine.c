// proves: a lexer written with labels only, values live across every edge
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct counts { int words, numbers, strings, errors; long value; };

static struct counts lex(const char *p) {
  struct counts c = {0, 0, 0, 0, 0};
  int sign = 1;
  long number;
start:
  if (*p == 0) return c;
  if (*p == ' ') { p++; goto start; }
  if (*p == '-') { sign = -sign; p++; goto start; }
  if (*p == '"') { p++; goto string; }
  if (*p >= '0' && *p <= '9') { number = 0; goto digits; }
  if (*p >= 'a' && *p <= 'z') goto word;
  c.errors++;
  p++;
  goto start;
digits:
  number = number * 10 + (*p++ - '0');
  if (*p >= '0' && *p <= '9') goto digits;
  c.numbers++;
  c.value += sign * number;
  sign = 1;
  goto start;
word:
  if (*++p >= 'a' && *p <= 'z') goto word;
  c.words++;
  goto start;
string:
  if (*p == 0) { c.errors++; goto start; }
  if (*p == '\\' && p[1]) p++;
  else if (*p == '"') { c.strings++; p++; goto start; }
  p++;
  goto string;
}
static struct counts (*volatile f)(const char *) = lex;

int main(void) {
  struct counts c = f("abc 12 -40 \"a \\\" b\" x9 --3 # \"open");
  CHECK(c.words == 2 && c.numbers == 4 && c.strings == 1 && c.errors == 2);
  CHECK(c.value == 12 - 40 + 9 + 3);
  return 0;
}
