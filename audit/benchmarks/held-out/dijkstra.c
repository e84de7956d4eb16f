// class: graphs
// result: 285959116864880269 at n=80
// shortest paths on a sparse graph with a binary heap
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

struct graph {
  int nodes;
  int *first;
  int *target;
  int *weight;
};

struct heap {
  int size;
  int *node;
  int *position;
  long *distance;
};

static unsigned long state = 88172645463325252ul;

static unsigned next_random(unsigned bound) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned)((state >> 20) % bound);
}

static void *allocate(size_t count, size_t size) {
  void *p = calloc(count, size);
  if (p == NULL) exit(1);
  return p;
}

/* A ring with random chords, as compressed rows. */
static struct graph make(int nodes, int degree) {
  struct graph g = {nodes, NULL, NULL, NULL};
  g.first = allocate((size_t)nodes + 1, sizeof *g.first);
  g.target = allocate((size_t)nodes * (size_t)degree, sizeof *g.target);
  g.weight = allocate((size_t)nodes * (size_t)degree, sizeof *g.weight);
  int edge = 0;
  for (int v = 0; v < nodes; v++) {
    g.first[v] = edge;
    for (int i = 0; i < degree; i++) {
      g.target[edge] = i == 0 ? (v + 1) % nodes : (int)next_random((unsigned)nodes);
      g.weight[edge] = 1 + (int)next_random(i == 0 ? 100 : 10000);
      edge++;
    }
  }
  g.first[nodes] = edge;
  return g;
}

static void place(struct heap *h, int index, int node) {
  h->node[index] = node;
  h->position[node] = index;
}

static void up(struct heap *h, int index) {
  int node = h->node[index];
  while (index > 0) {
    int parent = (index - 1) / 2;
    if (h->distance[h->node[parent]] <= h->distance[node]) break;
    place(h, index, h->node[parent]);
    index = parent;
  }
  place(h, index, node);
}

static void down(struct heap *h, int index) {
  int node = h->node[index];
  for (;;) {
    int child = 2 * index + 1;
    if (child >= h->size) break;
    int right = child + 1;
    if (right < h->size && h->distance[h->node[right]] < h->distance[h->node[child]]) child = right;
    if (h->distance[node] <= h->distance[h->node[child]]) break;
    place(h, index, h->node[child]);
    index = child;
  }
  place(h, index, node);
}

static int pop(struct heap *h) {
  int node = h->node[0];
  int last = h->node[--h->size];
  h->position[node] = -1;
  if (h->size > 0) {
    place(h, 0, last);
    down(h, 0);
  }
  return node;
}

static void shortest(const struct graph *g, struct heap *h, int source) {
  for (int v = 0; v < g->nodes; v++) {
    h->distance[v] = LONG_MAX;
    h->position[v] = -1;
  }
  h->size = 1;
  h->distance[source] = 0;
  place(h, 0, source);
  while (h->size > 0) {
    int v = pop(h);
    for (int e = g->first[v]; e < g->first[v + 1]; e++) {
      int to = g->target[e];
      long through = h->distance[v] + g->weight[e];
      if (through >= h->distance[to]) continue;
      h->distance[to] = through;
      if (h->position[to] < 0) place(h, h->size++, to);
      up(h, h->position[to]);
    }
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 80;
  int nodes = 40000;
  struct graph g = make(nodes, 6);
  struct heap h = {0, NULL, NULL, NULL};
  h.node = allocate((size_t)nodes, sizeof *h.node);
  h.position = allocate((size_t)nodes, sizeof *h.position);
  h.distance = allocate((size_t)nodes, sizeof *h.distance);
  unsigned long result = 0;
  for (long round = 0; round < n; round++) {
    shortest(&g, &h, (int)(round * 997 % nodes));
    for (int v = 0; v < nodes; v++) {
      for (int e = g.first[v]; e < g.first[v + 1]; e++) {
        if (h.distance[g.target[e]] > h.distance[v] + g.weight[e]) return 1;
      }
      result = result * 31 + (unsigned long)h.distance[v];
    }
  }
  printf("result %lu\n", result);
  free(g.first);
  free(g.target);
  free(g.weight);
  free(h.node);
  free(h.position);
  free(h.distance);
  return 0;
}
