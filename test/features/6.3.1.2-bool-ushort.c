/* C11 6.3.1.2: conversion of unsigned short to _Bool */
#include "check.h"

static volatile unsigned short v;
static _Bool b;

int main(void) {
  v = 0; b = v;
  CHECK(b == 0);
  v = (unsigned short)65535; b = v;
  CHECK(b == 1);
  v = (unsigned short)(32768); b = v;
  CHECK(b == 1);
  CHECK((_Bool)v == 1);
  return 0;
}
