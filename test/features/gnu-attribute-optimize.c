/* GNU: attribute optimize, which lets one function access by other types, or wrap around */
extern void abort(void);

int val;
int *ptr = &val;
float *ptr2 = (float *)(void *)&val;

static __attribute__((always_inline, optimize("-fno-strict-aliasing"))) inline void pun(void) {
  *ptr2 = 0;
}

static __attribute__((noinline, optimize("wrapv"))) int grows(int n) {
  return n + 1 > n;
}

int main(void) {
  *ptr = 1;
  pun();
  if (*ptr) abort();
  if (grows(0x7fffffff) || !grows(3)) abort();
  return 0;
}
