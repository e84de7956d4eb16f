// proves: tables of strings are found and compared by content
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const struct { const char *name; int value; } words[] = {{"one", 1}, {"two", 2}, {"three", 3}};
static int find(const char *w) {
  for (unsigned i = 0; i < sizeof words / sizeof *words; i++) if (!strcmp(words[i].name, w)) return words[i].value;
  return -1;
}
int main(void) {
  char w[8] = "thr";
  strcat(w, "ee");
  CHECK(find(w) == 3 && find("two") == 2 && find("") == -1 && find("onet") == -1);
  return 0;
}
