/* GNU: attribute optimize, which lets one function access by other types */
extern void abort(void);

int val;
int *ptr = &val;
float *ptr2 = (float *)(void *)&val;

static __attribute__((always_inline, optimize("-fno-strict-aliasing"))) inline void pun(void) {
  *ptr2 = 0;
}

int main(void) {
  *ptr = 1;
  pun();
  if (*ptr) abort();
  return 0;
}
