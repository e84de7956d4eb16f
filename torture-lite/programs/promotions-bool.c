// proves: conversion to _Bool is comparison with zero, at every source type and width (6.3.1.2)
#include <stdbool.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int high_bit_only = 256;
static volatile long above_32 = 1l << 40;
static volatile double tiny = 1e-300;
static volatile float minus_zero = -0.0f;
static int object;
static int *volatile pointer = &object;

static bool narrow(int x) { return x; }
static bool (*volatile call)(int) = narrow;

int main(void) {
  bool b = high_bit_only;
  CHECK(b == 1);
  b = above_32;
  CHECK(b == 1);
  b = tiny;
  CHECK(b == 1);
  b = minus_zero;
  CHECK(b == 0);
  b = pointer;
  CHECK(b + b == 2);
  CHECK(call(0x100) == 1 && call(0) == 0);
  b++;
  CHECK(b == 1);
  b--;
  CHECK(b == 0);
  b -= 1;
  CHECK(b == 1);
  b ^= 1;
  CHECK(b == 0);
  b |= 6;
  CHECK(b == 1);
  CHECK((bool)0.3 + (bool)high_bit_only == 2);
  unsigned char raw = *(unsigned char *)&b;
  CHECK(raw == 1);
  int table[2] = {11, 22};
  CHECK(table[(bool)high_bit_only] == 22);
  return 0;
}
