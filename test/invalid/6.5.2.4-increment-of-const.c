int f(const int x) {
  return x++; // error
}
