int f(int *p) {
  return 1 - p; // error
}
