int sum(int n) {
  int i = 0;
again:;
  int a[n + i];
  a[n + i - 1] = ++i;
  if (i < 3) goto again;
  return a[n + i - 2];
}
int main(void) { return sum(2) - 3; }
