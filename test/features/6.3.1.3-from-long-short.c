/* C11 6.3.1.3: conversion of long to short */
#include "check.h"

static volatile long x;
static volatile short v;

int main(void) {
  x = 0; v = (short)x;
  CHECK(v == (short)0);
  x = 1; v = (short)x;
  CHECK(v == (short)1);
  x = (-1); v = (short)x;
  CHECK(v == (short)(-1));
  x = 127; v = (short)x;
  CHECK(v == (short)127);
  x = 128; v = (short)x;
  CHECK(v == (short)128);
  x = 255; v = (short)x;
  CHECK(v == (short)255);
  x = 256; v = (short)x;
  CHECK(v == (short)256);
  x = (-129); v = (short)x;
  CHECK(v == (short)(-129));
  x = 65535; v = (short)x;
  CHECK(v == (short)(-1));
  x = 65536; v = (short)x;
  CHECK(v == (short)0);
  x = 2147483647; v = (short)x;
  CHECK(v == (short)(-1));
  x = -2147483648LL; v = (short)x;
  CHECK(v == (short)0);
  x = 4294967295LL; v = (short)x;
  CHECK(v == (short)(-1));
  x = 1311768467463790320LL; v = (short)x;
  CHECK(v == (short)(-8464));
  return 0;
}
