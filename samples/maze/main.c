// Carves a perfect maze by depth-first search with an explicit stack, finds the shortest way
// through it breadth first, and draws both. The random numbers are seeded, so is the picture.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 30, HEIGHT = 12, CELLS = WIDTH * HEIGHT };
enum { EAST = 1, SOUTH = 2, WEST = 4, NORTH = 8 };

struct maze {
  uint8_t open[CELLS];  // a bit for each direction without a wall
};

// xorshift32 (Marsaglia 2003).
static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

// The neighbour of a cell in a direction, or -1 beyond the border.
static int neighbour(int cell, int direction) {
  int x = cell % WIDTH, y = cell / WIDTH;
  switch (direction) {
    case EAST: return x + 1 < WIDTH ? cell + 1 : -1;
    case SOUTH: return y + 1 < HEIGHT ? cell + WIDTH : -1;
    case WEST: return x > 0 ? cell - 1 : -1;
    default: return y > 0 ? cell - WIDTH : -1;
  }
}

static int opposite(int direction) { return direction < 4 ? direction << 2 : direction >> 2; }

static void carve(struct maze *m, uint32_t seed) {
  int stack[CELLS], depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    int cell = stack[depth - 1], choices[4], count = 0;
    for (int direction = EAST; direction <= NORTH; direction <<= 1) {
      int next = neighbour(cell, direction);
      if (next >= 0 && !m->open[next]) choices[count++] = direction;
    }
    if (count == 0) {
      depth--;
      continue;
    }
    int direction = choices[next_random(&seed) % (uint32_t)count];
    int next = neighbour(cell, direction);
    m->open[cell] |= (uint8_t)direction;
    m->open[next] |= (uint8_t)opposite(direction);
    stack[depth++] = next;
  }
}

// Marks the cells of the shortest way from `from` to `to`; returns their number.
static int solve(const struct maze *m, int from, int to, uint8_t *on_way) {
  int queue[CELLS], came_from[CELLS], head = 0, tail = 0;
  for (int i = 0; i < CELLS; i++) came_from[i] = -1;
  came_from[from] = from;
  queue[tail++] = from;
  while (head < tail && came_from[to] < 0) {
    int cell = queue[head++];
    for (int direction = EAST; direction <= NORTH; direction <<= 1) {
      if (!(m->open[cell] & direction)) continue;
      int next = neighbour(cell, direction);
      if (came_from[next] >= 0) continue;
      came_from[next] = cell;
      queue[tail++] = next;
    }
  }
  int length = 1;
  for (int cell = to; cell != from; cell = came_from[cell]) {
    on_way[cell] = 1;
    length++;
  }
  on_way[from] = 1;
  return length;
}

static void draw(const struct maze *m, const uint8_t *on_way) {
  for (int x = 0; x < WIDTH; x++) fputs("+--", stdout);
  puts("+");
  for (int y = 0; y < HEIGHT; y++) {
    const uint8_t *open = m->open + y * WIDTH, *way = on_way + y * WIDTH;
    putchar('|');
    for (int x = 0; x < WIDTH; x++) {
      int joined = x + 1 < WIDTH && way[x] && way[x + 1] && open[x] & EAST;
      printf("%c%c%c", way[x] ? '*' : ' ', joined ? '*' : ' ', open[x] & EAST ? ' ' : '|');
    }
    putchar('\n');
    for (int x = 0; x < WIDTH; x++) fputs(open[x] & SOUTH ? "+  " : "+--", stdout);
    puts("+");
  }
}

static int dead_ends(const struct maze *m) {
  int count = 0;
  for (int i = 0; i < CELLS; i++) count += (m->open[i] & (m->open[i] - 1)) == 0;
  return count;
}

int main(void) {
  static struct maze m;
  static uint8_t on_way[CELLS];
  carve(&m, 2463534242u);
  int length = solve(&m, 0, CELLS - 1, on_way);
  draw(&m, on_way);
  printf("%d cells, %d on the way, %d dead ends\n", CELLS, length, dead_ends(&m));
  long total = 0;
  for (uint32_t seed = 1; seed <= 20; seed++) {
    m = (struct maze){{0}};
    carve(&m, seed * 2654435761u);
    total += solve(&m, WIDTH - 1, CELLS - WIDTH, on_way);
  }
  printf("twenty more mazes: %ld cells on their ways\n", total);
  return 0;
}
