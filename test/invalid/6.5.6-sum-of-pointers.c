char *f(char *a, char *b) {
  return a + b; // error
}
