int f(int n) {
  return n.length; // error
}
