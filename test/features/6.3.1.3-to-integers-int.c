/* C11 6.3.1.3: conversion of int to every integer type */
#include "check.h"

static volatile int v = (int)-3;

int main(void) {
  { volatile signed char u = (signed char)v; CHECK(u == (signed char)(-3)); }
  { volatile unsigned char u = (unsigned char)v; CHECK(u == (unsigned char)253); }
  { volatile short u = (short)v; CHECK(u == (short)(-3)); }
  { volatile unsigned short u = (unsigned short)v; CHECK(u == (unsigned short)65533); }
  { volatile int u = (int)v; CHECK(u == (int)(-3)); }
  { volatile unsigned u = (unsigned)v; CHECK(u == (unsigned)4294967293LL); }
  { volatile long u = (long)v; CHECK(u == (long)(-3)); }
  { volatile unsigned long u = (unsigned long)v; CHECK(u == (unsigned long)18446744073709551613ULL); }
  { volatile long long u = (long long)v; CHECK(u == (long long)(-3)); }
  { volatile unsigned long long u = (unsigned long long)v; CHECK(u == (unsigned long long)18446744073709551613ULL); }
  return 0;
}
