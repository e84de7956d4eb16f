struct pair { long a; double b; };
struct pair swap(struct pair p, long by) {
  p.a += by;
  return p;
}
int main(void) {
  struct pair p = {1, 2.0}, q = swap(p, 4);
  return q.a - 5 + (p.a - 1);
}
