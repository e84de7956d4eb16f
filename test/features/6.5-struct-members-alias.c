/* 6.5p7: which members of structs stores through other pointers may change. */
struct in { int a, b; };
struct out { long l; struct in in[2]; char tail[1]; };
union u { float f[4]; int i[4]; struct in in[2]; };

__attribute__((noinline)) static int same(struct in *p, struct in *q) {
  p->a = 1;
  q->b = 2;
  q->a = 3;
  return p->a * 10 + q->b;
}

__attribute__((noinline)) static int within(struct in *p, struct out *q, int i) {
  p->b = 1;
  q->in[i].a = 4;
  q->in[i].b = 5;
  return p->b + p->a;
}

__attribute__((noinline)) static int through_union(union u *u, int i, int j) {
  u->i[i] = 1;
  u->f[j] = 2.0f;
  u->in[0].b += u->i[i] == 0x40000000;
  return u->i[i];
}

__attribute__((noinline)) static int bytes(struct out *p, struct out *q, int i) {
  p->l = 7;
  ((char *)q)[i] = 9;
  q->tail[i] = 1;
  return (int)p->l;
}

__attribute__((noinline)) static int whole(struct in *p, struct out *q) {
  int old = p->a;
  q->in[1] = (struct in){old + 1, 8};
  return p->a + p->b;
}

int main(void) {
  struct in in = {0, 0};
  struct out out = {0, {{0, 0}, {0, 0}}, {0}};
  union u u;
  if (same(&in, &in) != 32) return 1;
  if (within(&out.in[1], &out, 1) != 9) return 2;
  if (through_union(&u, 1, 1) != 0x40000001) return 3;
  if (bytes(&out, &out, 0) != 9) return 4;
  out.in[1].a = 3;
  if (whole(&out.in[1], &out) != 12) return 5;
  return 0;
}
