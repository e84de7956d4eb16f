int kind(int c) {
  switch (c) {
    case 'a' ... 'c': return 1;
    case 1000 ... 100000: return 2;
    default: return 3;
  }
}
int main(void) { return kind('b') - 1 + kind(2000) - 2 + kind(7) - 3; }
