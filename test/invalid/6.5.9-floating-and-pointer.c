int f(double d, int *p) {
  return d == p; // error
}
