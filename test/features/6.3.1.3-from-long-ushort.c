/* C11 6.3.1.3: conversion of long to unsigned short */
#include "check.h"

static volatile long x;
static volatile unsigned short v;

int main(void) {
  x = 0; v = (unsigned short)x;
  CHECK(v == (unsigned short)0);
  x = 1; v = (unsigned short)x;
  CHECK(v == (unsigned short)1);
  x = (-1); v = (unsigned short)x;
  CHECK(v == (unsigned short)65535);
  x = 127; v = (unsigned short)x;
  CHECK(v == (unsigned short)127);
  x = 128; v = (unsigned short)x;
  CHECK(v == (unsigned short)128);
  x = 255; v = (unsigned short)x;
  CHECK(v == (unsigned short)255);
  x = 256; v = (unsigned short)x;
  CHECK(v == (unsigned short)256);
  x = (-129); v = (unsigned short)x;
  CHECK(v == (unsigned short)65407);
  x = 65535; v = (unsigned short)x;
  CHECK(v == (unsigned short)65535);
  x = 65536; v = (unsigned short)x;
  CHECK(v == (unsigned short)0);
  x = 2147483647; v = (unsigned short)x;
  CHECK(v == (unsigned short)65535);
  x = -2147483648LL; v = (unsigned short)x;
  CHECK(v == (unsigned short)0);
  x = 4294967295LL; v = (unsigned short)x;
  CHECK(v == (unsigned short)65535);
  x = 1311768467463790320LL; v = (unsigned short)x;
  CHECK(v == (unsigned short)57072);
  return 0;
}
