// proves: a switch may jump into the middle of a loop, and continue passes through it
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void copy_unrolled(char *to, const char *from, int count) {
  if (count == 0) return;
  int rounds = (count + 7) / 8;
  switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7: *to++ = *from++;
    case 6: *to++ = *from++;
    case 5: *to++ = *from++;
    case 4: *to++ = *from++;
    case 3: *to++ = *from++;
    case 2: *to++ = *from++;
    case 1: *to++ = *from++;
            } while (--rounds > 0);
  }
}
static void (*volatile copy)(char *, const char *, int) = copy_unrolled;

static int machine(const char *program) {
  int acc = 0, skip = 0;
  for (; *program; program++) {
    switch (*program) {
      case '+': if (skip) { skip = 0; continue; } acc++; break;
      case '*': acc *= 2; break;
      case '?': skip = acc & 1; continue;
      case '.': goto done;
      default: continue;
    }
    acc += 10;
  }
done:
  return acc;
}

int main(void) {
  char from[64], to[64];
  for (int i = 0; i < 64; i++) from[i] = (char)(i + 32);
  for (int n = 0; n < 60; n++) {
    memset(to, 0, sizeof to);
    copy(to, from, n);
    CHECK(memcmp(to, from, n) == 0 && to[n] == 0 && to[n + 1] == 0);
  }
  CHECK(machine("+ * ?+ + .+") == ((11 * 2 + 10) + 11) + 11);
  CHECK(machine("+?+*") == 32);
  return 0;
}
