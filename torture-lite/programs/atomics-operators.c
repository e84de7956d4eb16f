// proves: _Atomic objects take all operators: load, store, compound assignment, increment
// flags: -latomic
#include <stdatomic.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Atomic int counter = 5;
static _Atomic unsigned char byte = 250;
static atomic_long wide = 1l << 40;
static _Atomic(int *) pointer;
static _Atomic double real = 1.5;
static _Atomic _Bool flag;
static struct { char c; _Atomic short s; } mixed = {1, -3};

static int table[4] = {10, 20, 30, 40};

int main(void) {
  CHECK(counter == 5 && counter++ == 5 && ++counter == 7 && counter-- == 7);
  counter += 10;
  counter -= 1;
  CHECK(counter == 15);
  counter |= 0x100;
  counter &= ~1;
  counter ^= 2;
  CHECK(counter == 0x10c);
  counter *= 2;
  counter /= 3;
  counter <<= 1;
  CHECK(counter == 0x218 / 3 * 2);
  byte += 10;
  CHECK(byte == 4);
  byte -= 5;
  CHECK(byte == 255);
  wide >>= 39;
  CHECK(wide == 2);
  pointer = table;
  pointer++;
  pointer = pointer + 2;
  CHECK(*pointer == 40 && pointer - 1 == table + 2);
  real *= 3;
  CHECK(real == 4.5);
  flag = 7;
  CHECK(flag == 1);
  mixed.s--;
  CHECK(mixed.s == -4 && mixed.c == 1);
  int copy = counter, *p = pointer;
  CHECK(copy == counter && p == &table[3]);
  _Atomic int local = copy;
  local = 9;
  CHECK(local == 9);
  return 0;
}
