int outer(int n) {
  int total = n;
  void add(int by) { total += by; }
  add(3);
  add(4);
  return total;
}
int main(void) { return outer(1) - 8; }
