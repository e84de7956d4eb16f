// proves: empty asm statements hide values and order memory accesses without changing them
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define HIDE(x) __asm__ volatile("" : "+r"(x))
#define BARRIER() __asm__ volatile("" : : : "memory")

static int shared;

static int hidden_sum(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int k = i;
    HIDE(k);
    sum += k;
  }
  return sum;
}

static int ordered(int *p) {
  *p = 1;
  BARRIER();
  int a = *p;
  *p = 2;
  BARRIER();
  return a * 10 + *p;
}

static long many(long a) {
  long b = a + 1, c = a + 2, d = a + 3, e = a + 4;
  __asm__ volatile("" : "+r"(a), "+r"(b), "+r"(c), "+r"(d), "+r"(e));
  return a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}

static const char *address(const char *s) {
  HIDE(s);
  return s;
}

int main(void) {
  int five = 5;
  HIDE(five);
  CHECK(five == 5 && hidden_sum(five) == 10 && hidden_sum(0) == 0);
  CHECK(ordered(&shared) == 12 && shared == 2);
  CHECK(many(1) == 12345);
  CHECK(address("text")[1] == 'e');
  __asm__("");
  int kept = 3;
  __asm__ volatile("" : : "r"(&kept) : "memory");
  CHECK(kept == 3);
  return 0;
}
