int f(int *p) {
  return p[1.5]; // error
}
