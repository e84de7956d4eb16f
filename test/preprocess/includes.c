/* Include guards, #pragma once, computed includes, #include_next. */
#include "headers/guarded.h"
#include "headers/guarded.h"
#include "headers/once.h"
#include "headers/once.h"
#import "headers/plain.h"
#import "headers/plain.h"
#include "headers/plain.h"
#define NAME "headers/plain.h"
#include NAME
#define MAKE(x) STRING(headers/x.h)
#define STRING(x) #x
#include MAKE(plain)
#undef GUARDED_H
#include "headers/guarded.h"
