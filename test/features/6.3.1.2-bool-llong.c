/* C11 6.3.1.2: conversion of long long to _Bool */
#include "check.h"

static volatile long long v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (long long)9223372036854775807LL; b = v;
  CHECK(b == 1);
  v = (long long)((-9223372036854775807LL - 1)); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
