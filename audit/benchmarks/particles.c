// class: pointers-structs
// result: 1324567399543716948 at n=230000
// structs by value, small fields, whole-struct assignment
#include <stdio.h>
#include <stdlib.h>

struct vector { int x, y; };
struct particle { struct vector place, speed; unsigned char kind; short age; };

#define COUNT 2000
static struct particle particles[COUNT];

static struct vector sum(struct vector a, struct vector b) {
  struct vector result = {a.x + b.x, a.y + b.y};
  return result;
}

static void move(struct particle *p) {
  p->place = sum(p->place, p->speed);
  if (p->place.x < 0 || p->place.x > 100000) p->speed.x = -p->speed.x;
  if (p->place.y < 0 || p->place.y > 100000) p->speed.y = -p->speed.y;
  p->age++;
  if (p->age > 100 + p->kind) {
    struct particle fresh = {{p->kind * 300, 5000}, {p->speed.y, p->speed.x}, p->kind, 0};
    *p = fresh;
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 230000;
  for (int i = 0; i < COUNT; i++) {
    particles[i].place.x = i * 37 % 100000;
    particles[i].place.y = i * 91 % 100000;
    particles[i].speed.x = i % 17 - 8;
    particles[i].speed.y = i % 13 - 6;
    particles[i].kind = i % 200;
  }
  for (long t = 0; t < n; t++)
    for (int i = 0; i < COUNT; i++) move(&particles[i]);
  unsigned long hash = 0;
  for (int i = 0; i < COUNT; i++) {
    hash = hash * 31 + particles[i].place.x;
    hash = hash * 31 + particles[i].place.y;
  }
  printf("result %lu\n", hash);
  return 0;
}
