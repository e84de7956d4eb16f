static int log;
static void leave(int *p) { log = log * 10 + *p; }
static int body(int n) {
  for (int i = 1; i < 4; i++) {
    int it __attribute__((cleanup(leave))) = i;
    if (i == n) return it;
  }
  return 0;
}
int main(void) { return body(2) - 2 + log - 12; }
