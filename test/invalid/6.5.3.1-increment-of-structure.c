struct s { int a; };
void f(struct s s) {
  ++s; // error
}
