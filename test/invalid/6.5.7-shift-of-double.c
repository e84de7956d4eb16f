double f(double d) {
  return d << 1; // error
}
