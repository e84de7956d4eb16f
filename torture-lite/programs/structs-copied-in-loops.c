// proves: copying structures round an array moves each to its place
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct rec { int key; char text[12]; double w; };

int main(void) {
  struct rec r[7], t;
  for (int i = 0; i < 7; i++) r[i] = (struct rec){(i * 4) % 7, {(char)('a' + i)}, i * 0.5};
  for (int i = 1; i < 7; i++) {
    int j = i;
    for (t = r[i]; j > 0 && r[j - 1].key > t.key; j--) r[j] = r[j - 1];
    r[j] = t;
  }
  for (int i = 0; i < 7; i++) {
    int from = i * 2 % 7;
    CHECK(r[i].key == i && r[i].text[0] == 'a' + from && r[i].text[11] == 0 && r[i].w == from * 0.5);
  }
  return 0;
}
