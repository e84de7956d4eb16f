void *f(double d) {
  return (void *)d; // error
}
