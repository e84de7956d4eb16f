void f(void) {
  int a[2], b[2] = {0};
  a = b; // error
}
