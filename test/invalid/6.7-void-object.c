void f(void) {
  void v; // error
}
