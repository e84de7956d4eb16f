struct s { int a; };
int take(struct s s);
int f(void) {
  return take(5); // error
}
