int g;
void f(void) {
  int x __attribute__((cleanup(g))); // error
}
