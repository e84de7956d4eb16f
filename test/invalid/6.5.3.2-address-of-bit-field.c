struct s { unsigned b : 3; };
void *f(struct s *p) {
  return &p->b; // error
}
