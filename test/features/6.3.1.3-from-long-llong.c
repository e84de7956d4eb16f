/* C11 6.3.1.3: conversion of long to long long */
#include "check.h"

static volatile long x;
static volatile long long v;

int main(void) {
  x = 0; v = (long long)x;
  CHECK(v == (long long)0);
  x = 1; v = (long long)x;
  CHECK(v == (long long)1);
  x = (-1); v = (long long)x;
  CHECK(v == (long long)(-1));
  x = 127; v = (long long)x;
  CHECK(v == (long long)127);
  x = 128; v = (long long)x;
  CHECK(v == (long long)128);
  x = 255; v = (long long)x;
  CHECK(v == (long long)255);
  x = 256; v = (long long)x;
  CHECK(v == (long long)256);
  x = (-129); v = (long long)x;
  CHECK(v == (long long)(-129));
  x = 65535; v = (long long)x;
  CHECK(v == (long long)65535);
  x = 65536; v = (long long)x;
  CHECK(v == (long long)65536);
  x = 2147483647; v = (long long)x;
  CHECK(v == (long long)2147483647);
  x = -2147483648LL; v = (long long)x;
  CHECK(v == (long long)-2147483648LL);
  x = 4294967295LL; v = (long long)x;
  CHECK(v == (long long)4294967295LL);
  x = 1311768467463790320LL; v = (long long)x;
  CHECK(v == (long long)1311768467463790320LL);
  return 0;
}
