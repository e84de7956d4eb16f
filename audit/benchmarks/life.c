// class: memory
// result: 10478078325716279444 at n=2800
// the game of life on a torus of bytes
#include <stdio.h>
#include <stdlib.h>

#include <string.h>

#define SIDE 256
static unsigned char now[SIDE][SIDE], then[SIDE][SIDE];

static void generation(void) {
  for (int y = 0; y < SIDE; y++) {
    int up = (y + SIDE - 1) % SIDE, down = (y + 1) % SIDE;
    for (int x = 0; x < SIDE; x++) {
      int left = (x + SIDE - 1) % SIDE, right = (x + 1) % SIDE;
      int near = now[up][left] + now[up][x] + now[up][right] + now[y][left] + now[y][right] +
                 now[down][left] + now[down][x] + now[down][right];
      then[y][x] = near == 3 || (near == 2 && now[y][x]);
    }
  }
  memcpy(now, then, sizeof now);
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 2800;
  unsigned int seed = 7;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++) {
      seed = seed * 1664525u + 1013904223u;
      now[y][x] = seed >> 30 == 0;
    }
  for (long i = 0; i < n; i++) generation();
  unsigned long sum = 0;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++) sum = sum * 31 + now[y][x];
  printf("result %lu\n", sum);
  return 0;
}
