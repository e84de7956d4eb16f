void f(void) {
  default:; // error
}
