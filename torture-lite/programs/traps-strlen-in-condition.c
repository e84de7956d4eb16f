// proves: a length taken in a loop's condition follows the stores in its body
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  char text[32] = "abcdefgh";
  int turns = 0;
  for (unsigned i = 0; i < strlen(text); i++) {
    turns++;
    if (i == 2) text[5] = 0;
    if (i == 4) strcpy(text + 5, "xyz");
  }
  CHECK(turns == 8 && strlen(text) == 8);
  char *volatile p = text;
  char *q = p;
  unsigned before = strlen(q);
  q[3] = 0;
  CHECK(before == 8 && strlen(q) == 3);
  return 0;
}
