/* C11 6.3.1.4: conversion between unsigned long long and floating types */
#include "check.h"

static volatile unsigned long long v = 100;
static volatile float f = 65.75f;
static volatile double d = 99.999;
static volatile long double e = 3.5L;

int main(void) {
  CHECK((float)v == 100.0f);
  CHECK((double)v == 100.0);
  CHECK((long double)v == 100.0L);
  CHECK((unsigned long long)f == 65);
  CHECK((unsigned long long)d == 99);
  CHECK((unsigned long long)e == 3);
  v = 2.9;
  CHECK(v == 2);
  v = (unsigned long long)18446744073709551615ULL;
  CHECK((double)v == 1.8446744073709552e+19);
  return 0;
}
