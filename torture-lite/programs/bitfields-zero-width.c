// proves: a width of zero starts the next storage unit
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct split { char a : 3; int : 0; char b : 3; };
struct joined { char a : 3; char b : 3; };
struct mixed { unsigned a : 4; unsigned : 0; unsigned b : 4; unsigned c : 30; };

int main(void) {
  CHECK(sizeof(struct joined) == 1 && sizeof(struct split) == 5 && sizeof(struct mixed) == 12);
  struct split s = {0};
  s.b = 3;
  CHECK(((char *)&s)[4] == 3 && s.a == 0);
  struct mixed m = {15, 9, 0x3fffffff};
  unsigned words[3];
  __builtin_memcpy(words, &m, sizeof words);
  CHECK((words[0] & 15) == 15 && (words[1] & 15) == 9 && (words[2] & 0x3fffffff) == 0x3fffffff);
  return 0;
}
