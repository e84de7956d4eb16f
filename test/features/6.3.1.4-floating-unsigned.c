/* C11 6.3.1.4: conversion between unsigned and floating types */
#include "check.h"

static volatile unsigned v = 100;
static volatile float f = 65.75f;
static volatile double d = 99.999;
static volatile long double e = 3.5L;

int main(void) {
  CHECK((float)v == 100.0f);
  CHECK((double)v == 100.0);
  CHECK((long double)v == 100.0L);
  CHECK((unsigned)f == 65);
  CHECK((unsigned)d == 99);
  CHECK((unsigned)e == 3);
  v = 2.9;
  CHECK(v == 2);
  v = (unsigned)4294967295LL;
  CHECK((double)v == 4294967295.0);
  return 0;
}
