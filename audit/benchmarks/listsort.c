// class: pointers-structs
// result: 14290029594996746978 at n=1000000
// merge sort of a linked list
#include <stdio.h>
#include <stdlib.h>

struct node { struct node *next; unsigned int key; unsigned int order; };

static struct node *merge(struct node *a, struct node *b) {
  struct node head, *tail = &head;
  while (a != NULL && b != NULL) {
    if (a->key <= b->key) {
      tail->next = a;
      a = a->next;
    } else {
      tail->next = b;
      b = b->next;
    }
    tail = tail->next;
  }
  tail->next = a != NULL ? a : b;
  return head.next;
}

static struct node *sort(struct node *list, long length) {
  if (length < 2) return list;
  struct node *middle = list;
  for (long i = 1; i < length / 2; i++) middle = middle->next;
  struct node *right = middle->next;
  middle->next = NULL;
  return merge(sort(list, length / 2), sort(right, length - length / 2));
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1000000;
  struct node *nodes = malloc(n * sizeof *nodes);
  unsigned int seed = 99;
  for (long i = 0; i < n; i++) {
    nodes[i].key = seed = seed * 1664525u + 1013904223u;
    nodes[i].order = i;
    nodes[i].next = i + 1 < n ? &nodes[i + 1] : NULL;
  }
  unsigned long sum = 0;
  for (struct node *p = sort(nodes, n); p != NULL; p = p->next) sum = sum * 31 + p->order;
  printf("result %lu\n", sum);
  return 0;
}
