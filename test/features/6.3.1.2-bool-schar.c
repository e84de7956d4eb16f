/* C11 6.3.1.2: conversion of signed char to _Bool */
#include "check.h"

static volatile signed char v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (signed char)127; b = v;
  CHECK(b == 1);
  v = (signed char)((-128)); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
