struct s { int a; } s;
void f(int x) {
  x = s; // error
}
