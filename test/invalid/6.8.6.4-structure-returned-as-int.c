struct s { int a; } s;
int f(void) {
  return s; // error
}
