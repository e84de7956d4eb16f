// proves: alloca and the absolute values are the compiler's own wherever they are declared
extern void abort(void);
extern void *alloca(unsigned long);
extern int abs(int);
extern long labs(long);
extern long long llabs(long long);
extern double fabs(double);
extern float fabsf(float);

static int sum(int n) {
  int *cells = alloca(n * sizeof(int));
  int total = 0;
  for (int i = 0; i < n; i++) cells[i] = i;
  for (int i = 0; i < n; i++) total += cells[i];
  return total;
}

int main(void) {
  volatile int w = -5;
  volatile long l = -1L << 40;
  volatile double d = -0.0;
  volatile float f = -2.5f;
  if (sum(10) != 45 || sum(100) != 4950) abort();
  if (abs(w) != 5 || abs(-w) != 5 || labs(l) != 1L << 40 || llabs(-l) != 1L << 40) abort();
  if (1 / fabs(d) < 0 || fabsf(f) != 2.5f) abort();
  return 0;
}
