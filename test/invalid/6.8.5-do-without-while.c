void f(void) {
  do { } ; // error
}
