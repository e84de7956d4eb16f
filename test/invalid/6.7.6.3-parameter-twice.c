int f(int a, long a) { // error
  return 0;
}
