// proves: register, immediate, memory and matching operands of extended asm reach the template
// std: gnu11
// target: x86-64
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int add(int a, int b) {
  int r;
  __asm__("leal (%1,%2), %0" : "=r"(r) : "r"((long)a), "r"((long)b));
  return r;
}

static int twice(int a) {
  __asm__("addl %0, %0" : "+r"(a) : : "cc");
  return a;
}

static uint32_t swap(uint32_t x) {
  __asm__("bswap %0" : "=r"(x) : "0"(x));
  return x;
}

static void store(int *p, int v) { __asm__ volatile("movl %1, %0" : "=m"(*p) : "r"(v)); }
static void add_constant(int *p) { __asm__("addl %1, %0" : "+m"(*p) : "i"(12) : "cc"); }

static uint64_t named(uint64_t a, uint64_t b) {
  uint64_t high, low;
  __asm__("mulq %[right]" : "=a"(low), "=d"(high) : "a"(a), [right] "r"(b) : "cc");
  return high ^ low;
}

static int early(int a, int b) {
  int r;
  __asm__("movl $100, %0\n\taddl %1, %0\n\taddl %2, %0" : "=&r"(r) : "r"(a), "r"(b) : "cc");
  return r;
}

static int sized(int x) {
  int low, high;
  __asm__("movzbl %b2, %0\n\tmovl %k2, %1\n\tshrl $16, %1" : "=&r"(low), "=&r"(high) : "q"(x));
  return low * 100000 + high;
}
static int (*volatile padd)(int, int) = add, (*volatile pearly)(int, int) = early;

int main(void) {
  int x = 0;
  CHECK(padd(40, 2) == 42 && twice(21) == 42 && swap(0x11223344) == 0x44332211);
  store(&x, 7);
  add_constant(&x);
  CHECK(x == 19 && named(1ull << 63, 6) == 3 && pearly(1, 2) == 103);
  CHECK(sized(0x00050003) == 300005);
  return 0;
}
