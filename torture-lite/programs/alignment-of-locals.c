// proves: locals with a wished alignment lie on it, at every depth
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int is_aligned(const void *p, uintptr_t to) { return ((uintptr_t)p & (to - 1)) == 0; }
static int deep(int n) {
  char pad[5];
  _Alignas(32) char a[3];
  _Alignas(64) int b = n;
  __attribute__((aligned(128))) double c = n;
  pad[0] = a[2] = (char)n;
  CHECK(is_aligned(a, 32) && is_aligned(&b, 64) && is_aligned(&c, 128));
  int r = n ? deep(n - 1) : 0;
  return r + b + (int)c - pad[0] - a[2] + n;
}
static _Alignas(256) char file[2];

int main(void) {
  int (*volatile f)(int) = deep;
  CHECK(f(6) == 21 && is_aligned(file, 256));
  char *volatile heap = aligned_alloc(64, 128);
  CHECK(is_aligned(heap, 64));
  free(heap);
  return 0;
}
