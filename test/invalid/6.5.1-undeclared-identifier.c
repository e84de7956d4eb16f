int f(int a) {
  return a + b; // error
}
