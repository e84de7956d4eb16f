int f(double d) {
  switch (d) { // error
    default: return 1;
  }
}
