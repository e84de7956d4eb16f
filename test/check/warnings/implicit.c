count;
static limit = 3;
twice(x) { return 2 * x; }
int main(int argc) {
  undeclared(argc);
  int i = limit + count;
  return twice(i);
}
void late(int);
late(int x) { (void)x; }
