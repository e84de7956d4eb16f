int run(const char *code) {
  static const void *const table[] = {&&stop, &&more};
  int n = 0;
more:
  n++;
  goto *table[(int)*code++];
stop:
  return n;
}
int main(void) { return run("\1\1\0") - 3; }
