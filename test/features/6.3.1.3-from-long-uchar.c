/* C11 6.3.1.3: conversion of long to unsigned char */
#include "check.h"

static volatile long x;
static volatile unsigned char v;

int main(void) {
  x = 0; v = (unsigned char)x;
  CHECK(v == (unsigned char)0);
  x = 1; v = (unsigned char)x;
  CHECK(v == (unsigned char)1);
  x = (-1); v = (unsigned char)x;
  CHECK(v == (unsigned char)255);
  x = 127; v = (unsigned char)x;
  CHECK(v == (unsigned char)127);
  x = 128; v = (unsigned char)x;
  CHECK(v == (unsigned char)128);
  x = 255; v = (unsigned char)x;
  CHECK(v == (unsigned char)255);
  x = 256; v = (unsigned char)x;
  CHECK(v == (unsigned char)0);
  x = (-129); v = (unsigned char)x;
  CHECK(v == (unsigned char)127);
  x = 65535; v = (unsigned char)x;
  CHECK(v == (unsigned char)255);
  x = 65536; v = (unsigned char)x;
  CHECK(v == (unsigned char)0);
  x = 2147483647; v = (unsigned char)x;
  CHECK(v == (unsigned char)255);
  x = -2147483648LL; v = (unsigned char)x;
  CHECK(v == (unsigned char)0);
  x = 4294967295LL; v = (unsigned char)x;
  CHECK(v == (unsigned char)255);
  x = 1311768467463790320LL; v = (unsigned char)x;
  CHECK(v == (unsigned char)240);
  return 0;
}
