/* Accesses tell the members they go through; behind a union, of another type or at an array's end. */
struct in { int a, b; };
union u { struct in in; long l[2]; };
struct s {
  char text[8];
  struct in in[2];
  union u u;
  int more : 3, bits : 7;
  short tail[2];
};
typedef struct s __attribute__((may_alias)) alias_s;

static int f(struct s *p, alias_s *q, int i) {
  p->text[i] = 1;
  p->in[i].b = 2;
  p->u.in.a = 3;
  p->u.l[i + 1] = 9;
  p->bits = 4;
  p->tail[i] = 5;
  q->tail[i + 1] = 6;
  return p->text[0] + (*p).in[0].b + *(p->tail + i) + (&p->u.in)->a;
}

int main(void) {
  struct s s = {0};
  return f(&s, (alias_s *)&s, 0) - 11;
}
