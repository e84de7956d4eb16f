void f(int a) {
  if (a) break; // error
}
