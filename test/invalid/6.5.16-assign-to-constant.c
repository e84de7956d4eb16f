void f(void) {
  const int limit = 10;
  limit = 11; // error
}
