// proves: _Alignas and _Alignof, over-aligned members, locals and array elements
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct cache { alignas(64) char line[3]; int after; };
struct tail { int i; alignas(16) char c; };

static char small;
static alignas(32) char big[5];
static struct cache lines[3];

static int is_aligned(const volatile void *p, size_t n) { return (uintptr_t)p % n == 0; }
static int (*volatile aligned)(const volatile void *, size_t) = is_aligned;

static int deep(int n) {
  volatile char odd = (char)n;
  alignas(64) volatile char local[7];
  struct tail t = {n, (char)n};
  local[n % 7] = odd;
  CHECK(aligned(local, 64) && aligned(&t.c, 16));
  return n == 0 ? 0 : deep(n - 1) + local[n % 7];
}

int main(void) {
  CHECK(sizeof(struct cache) == 64 && alignof(struct cache) == 64);
  CHECK(offsetof(struct tail, c) == 16 && sizeof(struct tail) == 32);
  CHECK(alignof(double) == 8 && alignof(short[4]) == 2 && alignof(int *) == 8);
  CHECK(aligned(big, 32) && aligned(&lines[1], 64) && aligned(&small, 1));
  CHECK(offsetof(struct cache, after) == 4);
  CHECK(deep(9) == 45);
  return 0;
}
