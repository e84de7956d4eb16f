struct s { int a; } a, b;
int f(void) {
  return a < b; // error
}
