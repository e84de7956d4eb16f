void f(void) {
  while () ; // error
}
