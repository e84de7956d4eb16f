// proves: loops that count up to the ends of their type, or around them, run as often as they say
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned up(int low, int high) {
  unsigned s = 0;
  for (int i = low; i < high; i++) s += (unsigned)i * 3;
  return s;
}
static unsigned until(unsigned low, unsigned high) {
  unsigned s = 0;
  for (unsigned i = low; i != high; i++) s ^= i * 5;
  return s;
}
static unsigned long down(long low, long high) {
  unsigned long s = 0;
  for (long i = high; i > low; i -= 3) s += (unsigned long)i;
  return s;
}
static unsigned leaps(unsigned low, unsigned high) {
  unsigned s = 0;
  for (unsigned i = low; i < high; i += 8) s += i;
  return s;
}
static unsigned narrow(unsigned char n) {
  unsigned s = 0;
  for (unsigned char i = 0; i < n; i++) s += i * i;
  return s;
}
static unsigned once(unsigned low) {
  unsigned s = 0, i = low;
  do {
    s += i;
    i++;
  } while (i < 10);
  return s;
}

static unsigned slow_up(int low, int high) {
  unsigned s = 0;
  for (volatile int i = low; i < high; i++) s += (unsigned)i * 3;
  return s;
}
static unsigned slow_until(unsigned low, unsigned high) {
  unsigned s = 0;
  for (volatile unsigned i = low; i != high; i++) s ^= i * 5;
  return s;
}
static unsigned long slow_down(long low, long high) {
  unsigned long s = 0;
  for (volatile long i = high; i > low; i -= 3) s += (unsigned long)i;
  return s;
}
static unsigned slow_leaps(unsigned low, unsigned high) {
  unsigned s = 0;
  for (volatile unsigned i = low; i < high; i += 8) s += i;
  return s;
}

static volatile int none;

int main(void) {
  CHECK(up(INT_MAX - 40 + none, INT_MAX) == slow_up(INT_MAX - 40, INT_MAX));
  CHECK(up(INT_MIN + none, INT_MIN + 77) == slow_up(INT_MIN, INT_MIN + 77));
  CHECK(up(5 + none, -5) == 0 && up(INT_MAX, INT_MIN + none) == 0);
  CHECK(until(UINT_MAX - 50 + (unsigned)none, 60) == slow_until(UINT_MAX - 50, 60));
  CHECK(until(7, 7 + (unsigned)none) == 0 && until(0, 100) == slow_until(0, 100));
  CHECK(down(-100 + none, 100) == slow_down(-100, 100));
  CHECK(down(LONG_MAX - 100 + none, LONG_MAX) == slow_down(LONG_MAX - 100, LONG_MAX));
  CHECK(leaps(0, 100 + (unsigned)none) == slow_leaps(0, 100));
  CHECK(leaps(3, 64 + (unsigned)none) == slow_leaps(3, 64) && leaps(9, 2) == 0);
  CHECK(leaps(UINT_MAX - 900, UINT_MAX - 8 + (unsigned)none) ==
        slow_leaps(UINT_MAX - 900, UINT_MAX - 8));
  CHECK(narrow((unsigned char)(255 + none)) == 5494655 && narrow(0) == 0);
  CHECK(once((unsigned)none) == 45 && once(20) == 20 && once(UINT_MAX - (unsigned)none) == 44);
  return 0;
}
