void f(void) {
here:
  ;
here: // error
  ;
}
