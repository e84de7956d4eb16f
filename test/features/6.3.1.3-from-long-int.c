/* C11 6.3.1.3: conversion of long to int */
#include "check.h"

static volatile long x;
static volatile int v;

int main(void) {
  x = 0; v = (int)x;
  CHECK(v == (int)0);
  x = 1; v = (int)x;
  CHECK(v == (int)1);
  x = (-1); v = (int)x;
  CHECK(v == (int)(-1));
  x = 127; v = (int)x;
  CHECK(v == (int)127);
  x = 128; v = (int)x;
  CHECK(v == (int)128);
  x = 255; v = (int)x;
  CHECK(v == (int)255);
  x = 256; v = (int)x;
  CHECK(v == (int)256);
  x = (-129); v = (int)x;
  CHECK(v == (int)(-129));
  x = 65535; v = (int)x;
  CHECK(v == (int)65535);
  x = 65536; v = (int)x;
  CHECK(v == (int)65536);
  x = 2147483647; v = (int)x;
  CHECK(v == (int)2147483647);
  x = -2147483648LL; v = (int)x;
  CHECK(v == (int)-2147483648LL);
  x = 4294967295LL; v = (int)x;
  CHECK(v == (int)(-1));
  x = 1311768467463790320LL; v = (int)x;
  CHECK(v == (int)(-1698898192));
  return 0;
}
