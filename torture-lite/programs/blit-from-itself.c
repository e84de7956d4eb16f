// proves: a structure copy whose source may be its own target keeps the copy before it
extern void abort(void);

struct s { char s[25]; };
struct s *p;

__attribute__((noinline)) static void fill(struct s *x, int set) {
  for (unsigned i = 0; i < sizeof x->s; i++) {
    if (x->s[i] != 0) abort();
    if (set) x->s[i] = set;
  }
  p = x;
}

int main(void) {
  struct s a = {{0}};
  fill(&a, 0);
  struct s b = a;
  fill(&b, 1);
  b = a;
  b = *p;
  fill(&b, 0);
  return 0;
}
