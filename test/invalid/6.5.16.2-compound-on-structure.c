struct s { int a; } s;
void f(void) {
  s += 1; // error
}
