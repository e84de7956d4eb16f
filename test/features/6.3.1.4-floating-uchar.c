/* C11 6.3.1.4: conversion between unsigned char and floating types */
#include "check.h"

static volatile unsigned char v = 100;
static volatile float f = 65.75f;
static volatile double d = 99.999;
static volatile long double e = 3.5L;

int main(void) {
  CHECK((float)v == 100.0f);
  CHECK((double)v == 100.0);
  CHECK((long double)v == 100.0L);
  CHECK((unsigned char)f == 65);
  CHECK((unsigned char)d == 99);
  CHECK((unsigned char)e == 3);
  v = 2.9;
  CHECK(v == 2);
  v = (unsigned char)255;
  CHECK((double)v == 255.0);
  return 0;
}
