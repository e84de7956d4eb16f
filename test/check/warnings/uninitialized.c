int g(int *p);
int f(int a) {
  int x, y, z, w, v, u;
  if (a > 3) return y;
  a += x;
  if (a) z = 1;
  a += z;
  for (int i = 0; i < 3; i++) {
    if (i) a += w;
    w = i;
  }
  g(&v);
  (void)sizeof u;
  return a + v;
}
