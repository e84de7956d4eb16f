// proves: string functions on known and unknown contents, also where a compiler knows the answer
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const char *volatile text = "the quick brown fox";

int main(void) {
  const char *t = text;
  CHECK(strlen("abc") == 3 && strlen("a\0bc") == 1 && strlen(t) == 19);
  CHECK(strcmp("abc", "abd") < 0 && strcmp(t, "the") > 0 && strcmp("", "") == 0);
  CHECK(strncmp(t, "the slow", 4) == 0 && strncmp(t, "the slow", 5) != 0);
  CHECK(strchr(t, 'q') == t + 4 && strchr(t, 'z') == NULL && strchr(t, 0) == t + 19);
  CHECK(strrchr(t, 'o') == t + 17 && strstr(t, "brown") == t + 10);
  CHECK(memcmp("a\0b", "a\0c", 3) < 0 && memchr(t, 'w', 14) == t + 13);
  char b[32];
  strcpy(b, t);
  strcat(b, "es");
  CHECK(strcmp(b, "the quick brown foxes") == 0);
  strncpy(b, "xyz", 8);
  CHECK(b[2] == 'z' && b[3] == 0 && b[7] == 0 && b[8] == 'k');
  memset(b, '-', 5);
  b[5] = 0;
  CHECK(strcmp(b, "-----") == 0);
  memmove(b + 1, "ab", 2);
  CHECK(strcmp(b, "-ab--") == 0);
  CHECK(strspn("aabbc", "ab") == 4 && strcspn("hello", "l") == 2);
  CHECK(strtol("-0x1F", NULL, 16) == -31 && atoi(" 42x") == 42 && strtod("2.5e1", NULL) == 25);
  char high[] = "\x80", low[] = "\x7f";
  CHECK(strcmp(high, low) > 0 && memcmp(high, low, 1) > 0);
  return 0;
}
