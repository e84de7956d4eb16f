/* C11 6.3.1.2: conversion of unsigned long to _Bool */
#include "check.h"

static volatile unsigned long v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (unsigned long)18446744073709551615ULL; b = v;
  CHECK(b == 1);
  v = (unsigned long)(9223372036854775808ULL); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
