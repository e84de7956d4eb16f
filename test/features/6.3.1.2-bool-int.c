/* C11 6.3.1.2: conversion of int to _Bool */
#include "check.h"

static volatile int v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (int)2147483647; b = v;
  CHECK(b == 1);
  v = (int)(-2147483648LL); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
