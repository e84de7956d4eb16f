/* C11 6.3.1.2: conversion of unsigned char to _Bool */
#include "check.h"

static volatile unsigned char v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (unsigned char)255; b = v;
  CHECK(b == 1);
  v = (unsigned char)(128); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
