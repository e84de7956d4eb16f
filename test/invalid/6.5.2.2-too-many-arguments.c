int half(int a);
int f(void) {
  return half(1, 2); // error
}
