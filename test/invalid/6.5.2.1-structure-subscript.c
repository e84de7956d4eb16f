struct s { int a; } s;
int f(int *p) {
  return p[s]; // error
}
