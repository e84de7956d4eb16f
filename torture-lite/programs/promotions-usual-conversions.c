// proves: mixed signedness and rank follow the usual arithmetic conversions (6.3.1.8)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

volatile int minus_one = -1;
volatile unsigned one = 1;
volatile long long_minus = -1;
volatile unsigned long big = 1ul << 63;
volatile unsigned short us = 65535;
volatile short ss = -1;

int main(void) {
  CHECK(minus_one > one);
  CHECK(long_minus < one);
  CHECK((unsigned long)minus_one > big);
  CHECK(long_minus > big);
  CHECK(us > minus_one);
  CHECK(us != ss);
  CHECK(us == (unsigned short)ss);
  CHECK(minus_one + one == 0);
  CHECK(minus_one / one == 4294967295u);
  CHECK(long_minus / one == -1);
  CHECK(minus_one * 1ul == ~0ul);
  CHECK(minus_one * 1u + 0l == 4294967295l);
  CHECK((1 ? minus_one : one) > 0);
  CHECK((one ? minus_one : 0u) == 4294967295u);
  CHECK((long)(one ? minus_one : 0u) == 4294967295l);
  CHECK((one ? minus_one : 0l) == -1);
  CHECK(sizeof(1 ? (char)1 : (char)2) == sizeof(int));
  CHECK(one - 2 > 0);
  CHECK((long)(one - 2) == 4294967295l);
  CHECK((long)one - 2 == -1);
  return 0;
}
