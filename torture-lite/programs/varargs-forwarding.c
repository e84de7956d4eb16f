// proves: a variadic function can hand its list to vsnprintf and to itself through a pointer
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct buffer { char text[128]; int length; };

static void append(struct buffer *b, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  b->length += vsnprintf(b->text + b->length, sizeof b->text - b->length, format, ap);
  va_end(ap);
}
static void (*volatile print)(struct buffer *, const char *, ...) = append;

static int max_of(int count, ...) {
  va_list ap;
  va_start(ap, count);
  int best = va_arg(ap, int);
  for (int i = 1; i < count; i++) {
    int x = va_arg(ap, int);
    if (x > best) best = x;
  }
  va_end(ap);
  return best;
}

int main(void) {
  struct buffer b = {"", 0};
  print(&b, "%d %s", 42, "is");
  print(&b, " %c%5.2f|%-4d|%04x", 'x', 3.14159, -7, 0xbeu);
  print(&b, "%ld%%%lld", 1l << 33, -(1ll << 62));
  CHECK(strcmp(b.text, "42 is x 3.14|-7  |00be8589934592%-4611686018427387904") == 0);
  CHECK(b.length == (int)strlen(b.text));
  CHECK(max_of(3, max_of(2, 1, 5), max_of(4, 2, 9, 3, 8), max_of(1, 7)) == 9);
  return 0;
}
