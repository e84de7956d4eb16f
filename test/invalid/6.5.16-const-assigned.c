const int x;
void f(void) {
  x = 1; // error
}
