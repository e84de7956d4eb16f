// proves: __attribute__((aligned)) on a function is taken, and __alignof__ tells it
extern void abort(void);

void func(void) __attribute__((aligned(256)));
void func(void) {}
__attribute__((aligned(16), noinline)) static int other(int x) { return x + 1; }

int main(void) {
  int (*volatile p)(int) = other;
  if (__alignof__(func) != 256 || __alignof__(other) != 16) abort();
  if ((unsigned long)p % 16 != 0) abort();
  return p(1) - 2;
}
