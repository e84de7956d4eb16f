void f(int *p) {
  (int[3])p; // error
}
