// proves: code around asm with clobbered registers, memory clobbers, flags and asm goto stays right
// std: gnu11
// target: x86-64
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long survive(long a, long b, long c, long d, long e, long f) {
  long g = a * b, h = c * d, i = e * f, j = a + f;
  __asm__ volatile("xorl %%eax, %%eax\n\txorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\t"
                   "xorl %%esi, %%esi\n\txorl %%edi, %%edi\n\txorl %%r8d, %%r8d\n\t"
                   "xorl %%ebx, %%ebx\n\txorl %%r12d, %%r12d"
                   : : : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "rbx", "r12", "cc");
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j;
}

static int through_memory(int *p) {
  *p = 1;
  __asm__ volatile("incl (%0)" : : "r"(p) : "memory", "cc");
  return *p;
}

static int carry(uint64_t a, uint64_t b) {
  unsigned char c;
  __asm__("addq %2, %1\n\tsetc %0" : "=q"(c), "+r"(a) : "r"(b) : "cc");
  return c;
}

static int is_zero(int x) {
  __asm__ goto("testl %0, %0\n\tjz %l1" : : "r"(x) : "cc" : zero);
  return 0;
zero:
  return 1;
}

static double root(double x) {
  __asm__("sqrtsd %1, %0" : "=x"(x) : "x"(x));
  return x;
}
static long (*volatile f)(long, long, long, long, long, long) = survive;

int main(void) {
  CHECK(f(1, 2, 3, 4, 5, 6) == 1 + 4 + 9 + 16 + 25 + 36 + 14 + 96 + 270 + 70);
  int x;
  CHECK(through_memory(&x) == 2 && x == 2);
  CHECK(carry(~0ull, 1) == 1 && carry(1, 1) == 0 && is_zero(0) && !is_zero(x));
  CHECK(root(6.25) == 2.5);
  for (int i = 0; i < 3; i++) __asm__ volatile("" : "+r"(x));
  CHECK(x == 2);
  return 0;
}
