void f(int n) {
  while n > 0 { // error
  }
}
