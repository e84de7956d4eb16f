/* C11 6.7.8: typedef names */
#include "check.h"

typedef int I, *P, A[3], F(int);
static F f;
static int f(int x) { return x; }
static A a = { 1, 2, 3 };
static P p = &a[2];

int main(void) {
  CHECK(f(4) == 4 && *p == 3 && sizeof(A) == 12);
  typedef char I; I c = 1;
  CHECK(sizeof c == 1 && sizeof(I) == 1);
  { int I = 5; CHECK(I == 5); }
  return 0;
}
