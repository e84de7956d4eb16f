void f(void) {
  continue; // error
}
