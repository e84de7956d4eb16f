// class: allocation
// result: 289599902719 at n=18
// binary trees made, walked and freed
#include <stdio.h>
#include <stdlib.h>

typedef struct tree {
  struct tree *left, *right;
} tree;

static tree *make(int depth) {
  tree *t = malloc(sizeof *t);
  if (t == NULL) exit(1);
  if (depth > 0) {
    t->left = make(depth - 1);
    t->right = make(depth - 1);
  } else {
    t->left = t->right = NULL;
  }
  return t;
}

static long check(const tree *t) {
  if (t->left == NULL) return 1;
  return 1 + check(t->left) + check(t->right);
}

static int deepest(const tree *t) {
  if (t == NULL) return 0;
  int left = deepest(t->left), right = deepest(t->right);
  return 1 + (left > right ? left : right);
}

static void mirror(tree *t) {
  if (t == NULL) return;
  tree *left = t->left;
  t->left = t->right;
  t->right = left;
  mirror(t->left);
  mirror(t->right);
}

static void release(tree *t) {
  if (t->left != NULL) {
    release(t->left);
    release(t->right);
  }
  free(t);
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 18;
  unsigned long result = 0;
  tree *keep = make(n);
  for (int depth = 4; depth <= n; depth += 4) {
    int rounds = 1 << (n - depth + 4);
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
      tree *t = make(depth);
      mirror(t);
      sum += check(t) + deepest(t);
      release(t);
    }
    result = result * 31 + (unsigned long)sum;
  }
  if (check(keep) != (2L << n) - 1) return 1;
  result += (unsigned long)check(keep);
  release(keep);
  printf("result %lu\n", result);
  return 0;
}
