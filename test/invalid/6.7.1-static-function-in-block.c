void g(void) {
  static int f(void); // error
}
