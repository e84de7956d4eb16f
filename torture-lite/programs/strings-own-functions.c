// proves: hand-written string loops (reverse, trim, copy, compare, hash) with pointer idioms
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int length(const char *s) {
  const char *p = s;
  while (*p++)
    ;
  return (int)(p - s) - 1;
}

static char *copy(char *to, const char *from) {
  char *start = to;
  while ((*to++ = *from++))
    ;
  return start;
}

static int compare(const char *a, const char *b) {
  for (; *a && *a == *b; a++, b++)
    ;
  return (unsigned char)*a - (unsigned char)*b;
}

static void reverse(char *s) {
  for (char *e = s + length(s) - 1; s < e; s++, e--) {
    char c = *s;
    *s = *e;
    *e = c;
  }
}

static unsigned hash(const char *s) {
  unsigned h = 5381;
  for (int c; (c = *s++) != 0;) h = h * 33 ^ (unsigned)c;
  return h;
}

static char *digits(char *end, unsigned long n, unsigned base) {
  *--end = 0;
  do *--end = "0123456789abcdef"[n % base];
  while ((n /= base) != 0);
  return end;
}
static char *(*volatile print)(char *, unsigned long, unsigned) = digits;

int main(void) {
  char b[70];
  CHECK(length("") == 0 && length("hello") == 5);
  reverse(copy(b, "stressed"));
  CHECK(compare(b, "desserts") == 0 && compare(b, "dessert") == 's');
  CHECK(compare("\xff", "a") > 0 && compare("", "a") == -'a');
  CHECK(hash("") == 5381 && hash("ab") == ((5381u * 33 ^ 'a') * 33 ^ 'b'));
  CHECK(compare(print(b + 70, 0, 10), "0") == 0);
  CHECK(compare(print(b + 70, ~0ul, 10), "18446744073709551615") == 0);
  CHECK(compare(print(b + 70, 0xdeadbeefcafe, 16), "deadbeefcafe") == 0);
  CHECK(length(print(b + 70, ~0ul, 2)) == 64);
  return 0;
}
