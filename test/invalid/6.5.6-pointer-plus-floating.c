int *f(int *p) {
  return p + 1.0; // error
}
