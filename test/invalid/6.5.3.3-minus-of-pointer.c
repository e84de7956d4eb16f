char *f(char *p) {
  return -p; // error
}
