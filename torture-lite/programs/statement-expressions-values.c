// proves: statement expressions yield their last value, declare locals and may hold loops and gotos
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define MAX(a, b) \
  ({ \
    __typeof__(a) first = (a); \
    __typeof__(b) second = (b); \
    first > second ? first : second; \
  })
#define SWAP(a, b) \
  ({ \
    __typeof__(a) keep = a; \
    a = b; \
    b = keep; \
  })

struct pair { int a, b; };

static int find(const int *v, int n, int key) {
  return ({
    int at = -1;
    for (int i = 0; i < n; i++) {
      if (v[i] == key) {
        at = i;
        break;
      }
    }
    at;
  });
}

static int leave(int n) {
  int r = 10 + ({
    if (n < 0) return -1;
    if (n > 100) goto big;
    n * 2;
  });
  return r;
big:
  return 1000;
}
static int (*volatile pleave)(int) = leave;

int main(void) {
  int i = 3, j = 8, v[] = {5, 6, 7};
  CHECK(MAX(i++, j++) == 8 && i == 4 && j == 9);
  CHECK(MAX(MAX(1, 2), MAX(4, 3)) == 4 && MAX(1, 2.5) == 2.5);
  SWAP(i, j);
  CHECK(i == 9 && j == 4);
  CHECK(find(v, 3, 7) == 2 && find(v, 3, 9) == -1);
  CHECK(pleave(-1) == -1 && pleave(5) == 20 && pleave(101) == 1000);
  struct pair p = ({ struct pair q = {1, 2}; q.a += 10; q; });
  CHECK(p.a == 11 && ({ p; }).b == 2 && sizeof(({ 1.5f; })) == 4);
  int total = 0;
  while (({ int t = i--; t > 5; })) total += ({ int t = i; t * 2; });
  CHECK(total == 2 * (8 + 7 + 6 + 5) && i == 4);
  CHECK(({ 1; 2; 3; }) == 3 && ({ int v = 1; ({ int v = 2; v; }) + v; }) == 3);
  ({ total = 0; (void)0; });
  return total;
}
