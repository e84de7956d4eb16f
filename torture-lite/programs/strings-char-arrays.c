// proves: arrays take strings with and without their terminator
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static char exact[3] = "abc", open[] = "abc", wide[6] = "abc", braced[] = {"xy"};
static char table[][4] = {"one", "two", "a"};
static const char *const list[] = {"zero", "", "two"};

int main(void) {
  CHECK(sizeof exact == 3 && exact[2] == 'c' && sizeof open == 4 && sizeof wide == 6 && !wide[5]);
  CHECK(sizeof braced == 3 && sizeof table == 12 && table[1][3] == 0 && table[2][1] == 0);
  char local[] = "change me";
  local[0] = 'C';
  CHECK(strcmp(local, "Change me") == 0 && strlen(list[0]) == 4 && list[1][0] == 0);
  open[1] = 'X';
  CHECK(strcmp(open, "aXc") == 0);
  struct { char tag[5]; int n; } s = {"tag", 3}, t = s;
  CHECK(t.tag[3] == 0 && t.tag[4] == 0 && strcmp(t.tag, "tag") == 0 && t.n == 3);
  return 0;
}
