void g(void);
void f(int x) {
  x = g(); // error
}
