int f(void) {
  register int r = 1;
  return *&r; // error
}
