/* GNU, 6.7.3: atomic objects of 16 bytes, structures, long double and complex numbers */
#include "check.h"

typedef __int128 T;
struct three { int a, b, c; };

static T counter = 5;
static _Atomic T own;
static _Atomic long double real = 1.5L;
static _Atomic double _Complex both;
static _Atomic struct three object;
struct word { long l; };
static _Atomic struct word small;

int main(void) {
  T expected = 4;
  CHECK(!__atomic_compare_exchange_n(&counter, &expected, 9, 0, 5, 5) && expected == 5);
  CHECK(__atomic_compare_exchange_n(&counter, &expected, (T)1 << 70, 0, 5, 5));
  CHECK(__atomic_load_n(&counter, 5) == (T)1 << 70);
  CHECK(__atomic_fetch_add(&counter, 7, 5) == (T)1 << 70);
  CHECK(__atomic_sub_fetch(&counter, (T)1 << 70, 5) == 7);
  CHECK(__atomic_nand_fetch(&counter, 3, 5) == ~(T)3);
  __atomic_store_n(&counter, 21, 5);
  CHECK(__atomic_exchange_n(&counter, 22, 5) == 21 && counter == 22);

  own = -3;
  CHECK(own++ == -3 && own == -2);
  own *= (T)1 << 80;
  CHECK(own == -((T)2 << 80));
  real += 2;
  CHECK(real == 3.5L && real-- == 3.5L && real == 2.5L);
  both = 2;
  both *= 3;
  CHECK(both == 6);
  struct three given = { 1, 2, 3 }, back;
  object = given;
  back = object;
  CHECK(back.a == 1 && back.c == 3);
  struct word word = { 77 };
  small = word;
  word.l = 0;
  word = small;
  CHECK(word.l == 77);
  struct three old;
  given.b = 8;
  __atomic_exchange(&back, &given, &old, 5);
  CHECK(back.b == 8 && old.b == 2);
  CHECK(__atomic_compare_exchange(&back, &given, &old, 0, 5, 5) && back.b == 2);
  return 0;
}
