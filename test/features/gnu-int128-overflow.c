/* GNU: checked arithmetic and switches on __int128 */
#include "check.h"

typedef __int128 T;
typedef unsigned __int128 U;

#define MOST ((T)(~(U)0 >> 1))
#define LEAST (-MOST - 1)

static int chosen(T x) {
  switch (x) {
    case 1: return 1;
    case -5: return 2;
    case (T)1 << 100: return 3;
    case 10 ... 20: return 4;
    default: return 0;
  }
}

static int chosen_unsigned(U x) {
  switch (x) {
    case ~(U)0: return 1;
    case (U)5 << 64 ... ((U)5 << 64) + 300: return 2;
    default: return 0;
  }
}

static T hold(T x) {
  __asm__("" : "+m"(x));
  return x;
}

int main(void) {
  T t;
  U u;
  int i;
  unsigned char c;
  CHECK(!__builtin_add_overflow(hold(MOST), hold(-1), &t) && t == MOST - 1);
  CHECK(__builtin_add_overflow(hold(MOST), hold(1), &t) && t == LEAST);
  CHECK(__builtin_sub_overflow(hold(LEAST), 1u, &t) && t == MOST);
  CHECK(!__builtin_add_overflow((U)hold(-1), hold(-1), &u) && u == ~(U)0 - 1);
  CHECK(__builtin_add_overflow((U)hold(-1), (U)hold(-1), &u) && u == ~(U)0 - 1);
  CHECK(__builtin_sub_overflow((U)hold(3), (U)hold(5), &u) && u == (U)-2);
  CHECK(!__builtin_sub_overflow((U)hold(3), (U)hold(5), &t) && t == -2);
  CHECK(!__builtin_mul_overflow(hold(-3), 1LL << 62, &t) && t == -3 * ((T)1 << 62));
  CHECK(__builtin_mul_overflow(hold(MOST), hold(2), &t) && t == -2);
  CHECK(!__builtin_mul_overflow(hold(LEAST), hold(1), &t) && t == LEAST);
  CHECK(__builtin_mul_overflow(hold(LEAST), hold(-1), &t) && t == LEAST);
  CHECK(!__builtin_mul_overflow(hold(LEAST), hold(-1), &u) && u == (U)1 << 127);
  CHECK(__builtin_mul_overflow((T)1 << 64, (U)1 << 64, &u) && u == 0);
  CHECK(!__builtin_mul_overflow(hold(7), hold(-9), &i) && i == -63);
  CHECK(__builtin_mul_overflow((unsigned char)hold(4), -16, &u) && u == (U)-64);
  CHECK(__builtin_add_overflow(hold(255), 1, &c) && c == 0);
  CHECK(__builtin_mul_overflow_p(hold((T)1 << 90), hold((T)1 << 40), (U)0));
  CHECK(!__builtin_add_overflow_p(hold(5), 6, (T)0));
  CHECK(chosen(1) == 1 && chosen(-5) == 2 && chosen((T)1 << 100) == 3 && chosen(15) == 4);
  CHECK(chosen(0) == 0 && chosen(((T)1 << 64) + 1) == 0 && chosen(((T)1 << 64) + 15) == 0);
  CHECK(chosen_unsigned(-1) == 1 && chosen_unsigned(((U)5 << 64) + 250) == 2);
  CHECK(chosen_unsigned(4) == 0 && chosen_unsigned(((U)5 << 64) + 301) == 0);
  return 0;
}
