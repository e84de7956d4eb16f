long f(char *p) {
  return p | 1; // error
}
