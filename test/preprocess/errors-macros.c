/* Faults of definitions and uses of macros. */
#define
#define 3
#define f(a
#define g(a,a) 1
#define h(1) 2
#define i(x) #y
#define j ## a
#define k(...,a) 1
#define defined 1
#define A 1
#define A 2
#define A 2
#undef __FILE__
#define cat(a, b) a##b
cat(+,/) cat(1) cat(1, 2, 3)
#pragma GCC poison zz
zz
_Pragma(1)
cat(1
