// class: float
// result: 379807 at n=4900000
// planets under gravity, structs of doubles
#include <stdio.h>
#include <stdlib.h>

#include <math.h>

struct body { double x, y, z, vx, vy, vz, mass; };

static struct body bodies[5] = {
  {0, 0, 0, 0, 0, 0, 39.5},
  {4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.037},
  {8.3, 4.1, -0.4, -1.0, 1.8, 0.008, 0.011},
  {12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.0017},
  {15.4, -25.9, 0.2, 1.0, 0.6, -0.03, 0.002},
};

static void advance(double dt) {
  for (int i = 0; i < 5; i++) {
    struct body *a = &bodies[i];
    for (int j = i + 1; j < 5; j++) {
      struct body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double square = dx * dx + dy * dy + dz * dz;
      double pull = dt / (square * sqrt(square));
      a->vx -= dx * b->mass * pull;
      a->vy -= dy * b->mass * pull;
      a->vz -= dz * b->mass * pull;
      b->vx += dx * a->mass * pull;
      b->vy += dy * a->mass * pull;
      b->vz += dz * a->mass * pull;
    }
  }
  for (int i = 0; i < 5; i++) {
    bodies[i].x += dt * bodies[i].vx;
    bodies[i].y += dt * bodies[i].vy;
    bodies[i].z += dt * bodies[i].vz;
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 4900000;
  for (long i = 0; i < n; i++) advance(0.001);
  double sum = 0;
  for (int i = 0; i < 5; i++) sum += bodies[i].mass * (bodies[i].vx * bodies[i].vx + bodies[i].vy);
  printf("result %ld\n", (long)(sum * 1e6));
  return 0;
}
