// proves: hand-written string loops find what the library finds
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int find(const char *s, const char *t) {
  for (int i = 0;; i++) {
    int j = 0;
    while (t[j] && s[i + j] == t[j]) j++;
    if (!t[j]) return i;
    if (!s[i]) return -1;
  }
}
static void reverse(char *s) { char *e = s + strlen(s); while (s < --e) { char c = *s; *s++ = *e; *e = c; } }
static unsigned hash(const char *s) { unsigned h = 5381; for (; *s; s++) h = h * 33 ^ (unsigned char)*s; return h; }

int main(void) {
  char text[] = "a needle in a haystack";
  static const char *const wanted[] = {"needle", "hay", "a", "", "stack", "needles", "zzz"};
  for (unsigned i = 0; i < 7; i++) {
    const char *p = strstr(text, wanted[i]);
    CHECK(find(text, wanted[i]) == (p ? (int)(p - text) : -1));
  }
  unsigned before = hash(text);
  reverse(text);
  CHECK(strcmp(text, "kcatsyah a ni eldeen a") == 0 && hash(text) != before);
  reverse(text);
  CHECK(hash(text) == before && hash("") == 5381);
  return 0;
}
