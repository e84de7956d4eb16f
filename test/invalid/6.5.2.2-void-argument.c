void v(void);
int g(int);
int f(void) {
  return g(v()); // error
}
