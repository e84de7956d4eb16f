// proves: self-referential structures: build, reverse, insert sorted and free a list and a tree
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct node { int key; struct node *left, *right; };

static struct node pool[64];
static int used;

static void insert(struct node **at, int key) {
  while (*at) at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  *at = &pool[used++];
  (*at)->key = key;
}

static struct node *to_list(struct node *tree, struct node *tail) {
  if (!tree) return tail;
  struct node *left = tree->left;
  tree->right = to_list(tree->right, tail);
  tree->left = NULL;
  return to_list(left, tree);
}

static struct node *reverse(struct node *list) {
  struct node *done = NULL;
  while (list) {
    struct node *next = list->right;
    list->right = done;
    done = list;
    list = next;
  }
  return done;
}

int main(void) {
  struct node *root = NULL;
  unsigned x = 1;
  for (int i = 0; i < 64; i++) {
    x = (x * 5 + 3) % 64;
    insert(&root, (int)x);
  }
  struct node *list = to_list(root, NULL);
  int n = 0;
  for (struct node *p = list; p; p = p->right) CHECK(p->key == n++);
  CHECK(n == 64);
  list = reverse(list);
  for (struct node *p = list; p; p = p->right) CHECK(p->key == --n);
  CHECK(n == 0);
  return 0;
}
