// class: float
// result: 432448 at n=1600
// spheres over a floor, with shadows and reflections
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct { double x, y, z; } vec;
typedef struct { vec origin, direction; } ray;
typedef struct { vec centre; double radius; vec colour; double mirror; } sphere;
typedef struct { double distance; vec point, normal, colour; double mirror; } hit;

enum { SPHERES = 12, DEPTH = 4 };
static const double FAR = 1e30;

static vec vec_of(double x, double y, double z) { return (vec){x, y, z}; }
static vec add(vec a, vec b) { return vec_of(a.x + b.x, a.y + b.y, a.z + b.z); }
static vec sub(vec a, vec b) { return vec_of(a.x - b.x, a.y - b.y, a.z - b.z); }
static vec scale(vec a, double f) { return vec_of(a.x * f, a.y * f, a.z * f); }
static vec blend(vec a, vec b) { return vec_of(a.x * b.x, a.y * b.y, a.z * b.z); }
static double dot(vec a, vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vec unit(vec a) { return scale(a, 1.0 / sqrt(dot(a, a))); }
static vec reflect(vec d, vec n) { return sub(d, scale(n, 2.0 * dot(d, n))); }

/* The distance to a sphere along a ray of unit direction; FAR when it is missed. */
static double meet(const sphere *s, ray r) {
  vec to = sub(s->centre, r.origin);
  double along = dot(to, r.direction);
  double under = s->radius * s->radius - dot(to, to) + along * along;
  if (under < 0.0) return FAR;
  double root = sqrt(under);
  if (along - root > 1e-6) return along - root;
  if (along + root > 1e-6) return along + root;
  return FAR;
}

static hit nearest(const sphere *spheres, ray r) {
  hit h = {.distance = FAR};
  const sphere *best = NULL;
  for (int i = 0; i < SPHERES; i++) {
    double distance = meet(&spheres[i], r);
    if (distance < h.distance) {
      h.distance = distance;
      best = &spheres[i];
    }
  }
  if (r.direction.y < -1e-6) {
    double distance = -r.origin.y / r.direction.y;
    if (distance > 1e-6 && distance < h.distance) {
      h.distance = distance;
      h.point = add(r.origin, scale(r.direction, distance));
      h.normal = vec_of(0.0, 1.0, 0.0);
      int odd = ((long)floor(h.point.x) + (long)floor(h.point.z)) & 1;
      h.colour = odd ? vec_of(0.9, 0.9, 0.9) : vec_of(0.1, 0.1, 0.1);
      h.mirror = 0.1;
      return h;
    }
  }
  if (best != NULL) {
    h.point = add(r.origin, scale(r.direction, h.distance));
    h.normal = unit(sub(h.point, best->centre));
    h.colour = best->colour;
    h.mirror = best->mirror;
  }
  return h;
}

static int in_shadow(const sphere *spheres, ray r) {
  for (int i = 0; i < SPHERES; i++) {
    if (meet(&spheres[i], r) < FAR) return 1;
  }
  return 0;
}

static vec trace(const sphere *spheres, ray r, int depth) {
  static const vec light = {0.48, 0.8, -0.36};
  hit h = nearest(spheres, r);
  if (h.distance >= FAR) return scale(vec_of(0.5, 0.7, 1.0), 0.5 + 0.5 * r.direction.y);
  double bright = 0.1;
  double facing = dot(h.normal, light);
  if (facing > 0.0 && !in_shadow(spheres, (ray){h.point, light})) bright += 0.9 * facing;
  vec colour = scale(h.colour, bright);
  if (h.mirror > 0.0 && depth > 0) {
    ray bounced = {h.point, unit(reflect(r.direction, h.normal))};
    vec seen = blend(trace(spheres, bounced, depth - 1), h.colour);
    colour = add(scale(colour, 1.0 - h.mirror), scale(seen, h.mirror));
  }
  return colour;
}

static int shade(double x) { return x < 0.0 ? 0 : x > 1.0 ? 255 : (int)(x * 255.0 + 0.5); }

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 1600;
  sphere spheres[SPHERES];
  unsigned long sum = 0;
  for (int i = 0; i < SPHERES; i++) {
    spheres[i].centre = vec_of(i % 4 * 2.0 - 3.0, 0.7 + i % 3 * 0.5, 2.0 + i / 4 * 2.0);
    spheres[i].radius = 0.6 + i % 3 * 0.1;
    spheres[i].colour = vec_of(0.3 + i % 5 * 0.15, 0.9 - i % 4 * 0.2, 0.4 + i % 2 * 0.5);
    spheres[i].mirror = i % 3 * 0.4;
  }
  for (int y = 0; y < n; y++) {
    for (int x = 0; x < n; x++) {
      vec direction = unit(vec_of((double)x / n - 0.5, 0.4 - (double)y / n, 1.0));
      vec c = trace(spheres, (ray){{0.0, 1.5, -3.0}, direction}, DEPTH);
      sum += (unsigned long)(shade(c.x) + shade(c.y) + shade(c.z));
    }
  }
  printf("result %lu\n", sum / (unsigned long)n);
  return 0;
}
