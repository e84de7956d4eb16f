/* C11 6.3.1.3: conversion of long to unsigned long */
#include "check.h"

static volatile long x;
static volatile unsigned long v;

int main(void) {
  x = 0; v = (unsigned long)x;
  CHECK(v == (unsigned long)0);
  x = 1; v = (unsigned long)x;
  CHECK(v == (unsigned long)1);
  x = (-1); v = (unsigned long)x;
  CHECK(v == (unsigned long)18446744073709551615ULL);
  x = 127; v = (unsigned long)x;
  CHECK(v == (unsigned long)127);
  x = 128; v = (unsigned long)x;
  CHECK(v == (unsigned long)128);
  x = 255; v = (unsigned long)x;
  CHECK(v == (unsigned long)255);
  x = 256; v = (unsigned long)x;
  CHECK(v == (unsigned long)256);
  x = (-129); v = (unsigned long)x;
  CHECK(v == (unsigned long)18446744073709551487ULL);
  x = 65535; v = (unsigned long)x;
  CHECK(v == (unsigned long)65535);
  x = 65536; v = (unsigned long)x;
  CHECK(v == (unsigned long)65536);
  x = 2147483647; v = (unsigned long)x;
  CHECK(v == (unsigned long)2147483647);
  x = -2147483648LL; v = (unsigned long)x;
  CHECK(v == (unsigned long)18446744071562067968ULL);
  x = 4294967295LL; v = (unsigned long)x;
  CHECK(v == (unsigned long)4294967295LL);
  x = 1311768467463790320LL; v = (unsigned long)x;
  CHECK(v == (unsigned long)1311768467463790320LL);
  return 0;
}
