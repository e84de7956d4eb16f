int f(int n) {
  goto in; // error
  {
    int v[n];
  in:
    return v[0];
  }
}
