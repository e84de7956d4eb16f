/* C11 6.3.1.3: conversion of long to signed char */
#include "check.h"

static volatile long x;
static volatile signed char v;

int main(void) {
  x = 0; v = (signed char)x;
  CHECK(v == (signed char)0);
  x = 1; v = (signed char)x;
  CHECK(v == (signed char)1);
  x = (-1); v = (signed char)x;
  CHECK(v == (signed char)(-1));
  x = 127; v = (signed char)x;
  CHECK(v == (signed char)127);
  x = 128; v = (signed char)x;
  CHECK(v == (signed char)(-128));
  x = 255; v = (signed char)x;
  CHECK(v == (signed char)(-1));
  x = 256; v = (signed char)x;
  CHECK(v == (signed char)0);
  x = (-129); v = (signed char)x;
  CHECK(v == (signed char)127);
  x = 65535; v = (signed char)x;
  CHECK(v == (signed char)(-1));
  x = 65536; v = (signed char)x;
  CHECK(v == (signed char)0);
  x = 2147483647; v = (signed char)x;
  CHECK(v == (signed char)(-1));
  x = -2147483648LL; v = (signed char)x;
  CHECK(v == (signed char)0);
  x = 4294967295LL; v = (signed char)x;
  CHECK(v == (signed char)(-1));
  x = 1311768467463790320LL; v = (signed char)x;
  CHECK(v == (signed char)(-16));
  return 0;
}
