// class: strings
// result: 15318460292024316988 at n=7500000
// numbers to text and back
#include <stdio.h>
#include <stdlib.h>

#include <string.h>

static char *decimal(char *out, unsigned long value) {
  char digits[24];
  int n = 0;
  do {
    digits[n++] = '0' + value % 10;
    value /= 10;
  } while (value != 0);
  while (n > 0) *out++ = digits[--n];
  *out = 0;
  return out;
}

static unsigned long parse(const char *s) {
  unsigned long value = 0;
  for (; *s >= '0' && *s <= '9'; s++) value = value * 10 + (*s - '0');
  return value;
}

static char *roman(char *out, unsigned value) {
  static const struct { unsigned value; char name[3]; } table[] = {
    {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
    {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
  };
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++)
    while (value >= table[i].value) {
      value -= table[i].value;
      for (const char *p = table[i].name; *p != 0; p++) *out++ = *p;
    }
  *out = 0;
  return out;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 7500000;
  unsigned long sum = 0;
  char buffer[64];
  for (long i = 0; i < n; i++) {
    char *end = roman(decimal(buffer, i * 2654435761ul), i % 3000);
    sum = sum * 31 + parse(buffer) + (end - buffer);
  }
  printf("result %lu\n", sum);
  return 0;
}
