struct a { int x; } one;
struct b { int x; } two;
void f(void) {
  one = two; // error
}
