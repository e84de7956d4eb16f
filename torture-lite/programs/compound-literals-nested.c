// proves: compound literals inside initializers, as arguments by value, and with pointers between
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct tree { int value; const struct tree *left, *right; };
struct box { struct { int a, b; } size; const char *name; };

static int sum(const struct tree *t) { return t ? t->value + sum(t->left) + sum(t->right) : 0; }

static const struct tree *const fixed = &(const struct tree){
  1,
  &(const struct tree){2, NULL, &(const struct tree){3, NULL, NULL}},
  &(const struct tree){4, NULL, NULL},
};

static int area(struct box b) { return b.size.a * b.size.b + (int)strlen(b.name); }
static int (*volatile measure)(struct box) = area;

#define OPTIONS(...) run((struct options){.depth = 3, .name = "none", __VA_ARGS__})
struct options { int depth; const char *name; double scale; };
static int run(struct options o) {
  return o.depth * 100 + (int)(o.scale * 10) + (int)strlen(o.name);
}

int main(void) {
  int k = 10;
  struct tree local = {k, &(struct tree){k + 1, fixed, NULL}, &(struct tree){.value = -k}};
  CHECK(sum(fixed) == 10 && sum(&local) == 10 + 11 + 10 - 10);
  CHECK(measure((struct box){{3, 4}, "abc"}) == 15);
  CHECK(measure((struct box){.name = (char[]){'x', 0}, .size = {.b = k}}) == 1);
  CHECK(OPTIONS() == 304 && OPTIONS(.depth = 1, .scale = 2.5) == 129);
  CHECK(OPTIONS(.name = "") == 300);
  struct box boxes[2] = {(struct box){{1, 2}, "a"}, {{k, k}, (const char *){"bb"}}};
  CHECK(boxes[0].size.b == 2 && boxes[1].name[1] == 'b');
  boxes[0] = boxes[1].size.a > 5 ? (struct box){{9, 9}, "c"} : boxes[1];
  CHECK(boxes[0].size.a == 9 && boxes[0].name[0] == 'c');
  const char *words[] = {(char[3]){"hi"}, (char[]){"there"}};
  CHECK(strlen(words[0]) + strlen(words[1]) == 7);
  return 0;
}
