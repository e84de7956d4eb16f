// proves: alloca's memory stays while arguments are pushed and calls are made
#include <alloca.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long sum(long a, long b, long c, long d, long e, long f, const char *g, long h, char *i) {
  return a + b + c + d + e + f + (long)strlen(g) + h + i[0];
}

int main(void) {
  long (*volatile s)(long, long, long, long, long, long, const char *, long, char *) = sum;
  char *chunks[10];
  for (volatile int i = 0; i < 10; i++) {
    chunks[i] = alloca(i * 37 + 1);
    memset(chunks[i], 'a' + i, i * 37);
    chunks[i][i * 37] = 0;
    CHECK(s(1, 2, 3, 4, 5, 6, chunks[i], 8, alloca(16) ? chunks[i] : 0) ==
          29 + i * 37 + (i ? 'a' + i : 0));
  }
  for (int i = 0; i < 10; i++) {
    CHECK(strlen(chunks[i]) == i * 37u && (i == 0 || *chunks[i] == 'a' + i));
  }
  return 0;
}
