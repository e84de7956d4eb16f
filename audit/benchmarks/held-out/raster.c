// class: graphics
// result: 4226659447 at n=2600
// triangles with a depth buffer, as a small software renderer draws them
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 320, HEIGHT = 240 };

struct point { float x, y, z; };
struct triangle { struct point a, b, c; uint32_t colour; };

static float depth[HEIGHT][WIDTH];
static uint32_t pixels[HEIGHT][WIDTH];

static uint32_t state = 1;
static uint32_t next(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

static float edge(struct point a, struct point b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

static int clamp(int value, int low, int high) {
  return value < low ? low : value > high ? high : value;
}

static float least(float a, float b, float c) {
  float m = a < b ? a : b;
  return m < c ? m : c;
}

static float most(float a, float b, float c) {
  float m = a > b ? a : b;
  return m > c ? m : c;
}

static void draw(const struct triangle *t) {
  float area = edge(t->a, t->b, t->c.x, t->c.y);
  if (area <= 0.0f) return;
  int left = clamp((int)least(t->a.x, t->b.x, t->c.x), 0, WIDTH - 1);
  int right = clamp((int)most(t->a.x, t->b.x, t->c.x), 0, WIDTH - 1);
  int top = clamp((int)least(t->a.y, t->b.y, t->c.y), 0, HEIGHT - 1);
  int bottom = clamp((int)most(t->a.y, t->b.y, t->c.y), 0, HEIGHT - 1);
  float inverse = 1.0f / area;
  for (int y = top; y <= bottom; y++) {
    for (int x = left; x <= right; x++) {
      float px = (float)x + 0.5f, py = (float)y + 0.5f;
      float w0 = edge(t->b, t->c, px, py);
      float w1 = edge(t->c, t->a, px, py);
      float w2 = edge(t->a, t->b, px, py);
      if (w0 < 0.0f || w1 < 0.0f || w2 < 0.0f) continue;
      float z = (w0 * t->a.z + w1 * t->b.z + w2 * t->c.z) * inverse;
      if (z < depth[y][x]) {
        depth[y][x] = z;
        pixels[y][x] = t->colour;
      }
    }
  }
}

static struct point somewhere(float x, float y) {
  struct point p;
  p.x = x + (float)(next() % 96) - 48.0f;
  p.y = y + (float)(next() % 96) - 48.0f;
  p.z = (float)(next() % 4096) / 4.0f;
  return p;
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 2600;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) depth[y][x] = 1e9f;
  for (int frame = 0; frame < n; frame++) {
    for (int i = 0; i < 64; i++) {
      float x = (float)(next() % WIDTH), y = (float)(next() % HEIGHT);
      struct triangle t;
      t.a = somewhere(x, y);
      t.b = somewhere(x, y);
      t.c = somewhere(x, y);
      t.colour = next();
      draw(&t);
    }
    for (int i = 0; i < WIDTH; i++) depth[frame % HEIGHT][i] = 1e9f;
  }
  uint32_t sum = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) sum = sum * 31 + pixels[y][x];
  printf("result %u\n", sum);
  return 0;
}
