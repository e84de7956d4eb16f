// proves: a VLA type fixes its length where it is declared
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int n = 5;

int main(void) {
  int m = n;
  typedef short row[m];
  m = 100;
  row a, b[3];
  CHECK(sizeof(row) == 10 && sizeof a == 10 && sizeof b == 30);
  int calls = 0;
  CHECK(sizeof(char[++calls + n]) == 6 && calls == 1);
  for (int i = 1; i <= 4; i++) {
    char buffer[i * n];
    buffer[i * n - 1] = (char)i;
    CHECK(sizeof buffer == (unsigned)(i * 5) && buffer[sizeof buffer - 1] == i);
  }
  __typeof__(a) c;
  c[4] = 9;
  CHECK(sizeof c == 10 && c[4] == 9);
  return 0;
}
