struct s { int a; };
void f(struct s *p, int n) {
  missing->a = 3; // error
  missing->b = 4;
  n = missing + 1;
  if (n == missing)
    p->a = lost(
        absent) // error
               .x;
  int y = n + 1;
  y.a = 3; // error
}
void g(void) {
  int own = missing; // error
  own++;
}
