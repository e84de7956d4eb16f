// proves: string functions on known and unknown strings agree
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static char text[16] = "hello";
static volatile int five = 5;

int main(void) {
  CHECK(strlen("hello") == 5 && strlen(text) == 5 && strlen("a\0b") == 1 && strlen("xyz" + 2) == 1);
  CHECK(strcmp("a", "b") < 0 && strcmp(text, "hello") == 0 && strcmp("b", "a") > 0);
  CHECK(strncmp(text, "help", 3) == 0 && strncmp(text, "help", 4) < 0 && strncmp("a", "b", 0) == 0);
  CHECK(strchr(text, 'l') == text + 2 && strchr("abc", 'z') == 0 && *strchr("abc", 0) == 0);
  CHECK(strrchr(text, 'l') == text + 3 && strstr(text, "lo") == text + 3 && strstr("a", "") != 0);
  CHECK(memcmp("abc", "abd", 2) == 0 && memcmp("abc", "abd", 3) < 0 && memcmp(text, "\xff", 1) < 0);
  strcpy(text + five, "!");
  strcat(text, "?");
  CHECK(strcmp(text, "hello!?") == 0 && memchr(text, '!', 7) == text + 5);
  memset(text, five, five);
  CHECK(text[4] == 5 && text[5] == '!');
  return 0;
}
