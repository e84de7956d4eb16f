void f(void) {
  _Thread_local int x = 0; // error
  x++;
}
