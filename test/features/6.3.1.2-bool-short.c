/* C11 6.3.1.2: conversion of short to _Bool */
#include "check.h"

static volatile short v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (short)32767; b = v;
  CHECK(b == 1);
  v = (short)((-32768)); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
