struct s { int a; } s;
void f(void) {
  s++; // error
}
