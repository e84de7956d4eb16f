/* C11 6.3.1.2: conversion of unsigned to _Bool */
#include "check.h"

static volatile unsigned v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (unsigned)4294967295LL; b = v;
  CHECK(b == 1);
  v = (unsigned)(2147483648LL); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
