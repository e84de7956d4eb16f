// class: hash-tree
// result: 1554598400677732372 at n=630000
// a balanced search tree by recursion
#include <stdio.h>
#include <stdlib.h>

struct node { struct node *left, *right; unsigned key, priority; };

static struct node *pool;
static long used, steps;

static struct node *rotate_right(struct node *top) {
  struct node *left = top->left;
  top->left = left->right;
  left->right = top;
  return left;
}

static struct node *rotate_left(struct node *top) {
  struct node *right = top->right;
  top->right = right->left;
  right->left = top;
  return right;
}

static struct node *insert(struct node *root, unsigned key, unsigned priority) {
  if (root == NULL) {
    struct node *fresh = &pool[used++];
    fresh->key = key;
    fresh->priority = priority;
    return fresh;
  }
  steps++;
  if (key < root->key) {
    root->left = insert(root->left, key, priority);
    if (root->left->priority > root->priority) return rotate_right(root);
  } else if (key > root->key) {
    root->right = insert(root->right, key, priority);
    if (root->right->priority > root->priority) return rotate_left(root);
  }
  return root;
}

static unsigned long walk(const struct node *root, unsigned long hash) {
  if (root == NULL) return hash;
  return walk(root->right, walk(root->left, hash) * 31 + root->key);
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 630000;
  pool = calloc(n, sizeof *pool);
  struct node *root = NULL;
  unsigned seed = 17;
  for (long i = 0; i < n; i++) {
    seed = seed * 1664525u + 1013904223u;
    unsigned key = seed >> 8;
    seed = seed * 1664525u + 1013904223u;
    root = insert(root, key, seed);
  }
  printf("result %lu\nsteps %ld\n", walk(root, 1), steps);
  return 0;
}
