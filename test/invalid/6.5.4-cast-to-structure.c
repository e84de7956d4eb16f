struct s { int a; } v;
int f(int n) {
  v = (struct s)n; // error
  return v.a;
}
