/* C11 6.3.1.3: conversion of long to unsigned */
#include "check.h"

static volatile long x;
static volatile unsigned v;

int main(void) {
  x = 0; v = (unsigned)x;
  CHECK(v == (unsigned)0);
  x = 1; v = (unsigned)x;
  CHECK(v == (unsigned)1);
  x = (-1); v = (unsigned)x;
  CHECK(v == (unsigned)4294967295LL);
  x = 127; v = (unsigned)x;
  CHECK(v == (unsigned)127);
  x = 128; v = (unsigned)x;
  CHECK(v == (unsigned)128);
  x = 255; v = (unsigned)x;
  CHECK(v == (unsigned)255);
  x = 256; v = (unsigned)x;
  CHECK(v == (unsigned)256);
  x = (-129); v = (unsigned)x;
  CHECK(v == (unsigned)4294967167LL);
  x = 65535; v = (unsigned)x;
  CHECK(v == (unsigned)65535);
  x = 65536; v = (unsigned)x;
  CHECK(v == (unsigned)65536);
  x = 2147483647; v = (unsigned)x;
  CHECK(v == (unsigned)2147483647);
  x = -2147483648LL; v = (unsigned)x;
  CHECK(v == (unsigned)2147483648LL);
  x = 4294967295LL; v = (unsigned)x;
  CHECK(v == (unsigned)4294967295LL);
  x = 1311768467463790320LL; v = (unsigned)x;
  CHECK(v == (unsigned)2596069104LL);
  return 0;
}
