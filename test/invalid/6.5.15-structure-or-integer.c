struct s { int a; } s;
void f(int x) {
  x ? s : 1; // error
}
