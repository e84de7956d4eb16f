double f(double a) {
  return a % 2.0; // error
}
