struct s { int a; } s;
int f(void) {
  return (int)s; // error
}
