long f(char *a, long *b) {
  return a - b; // error
}
