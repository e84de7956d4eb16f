int f(int a, int b, int c) {
  if (a = b) return 1;
  while ((a = b)) b--;
  if (a && b || c) return 2;
  c = a << b + 1;
  c = a & 1 + b;
  c = a | b == 2;
  c = a < b < c;
  c = (a | (b & 3)) + (a | b & 3);
  if (a) if (b) c = 1; else c = 2;
  return !a == c;
}
