/* Unfinished literals and comments, #error, #warning, #line. */
char *s = "abc;
int c = 'a;
#if 0
"x and don't
#endif
#error this is bad
#warning look
#line x
#include
#include <>
#pragma GCC error "stop"
/* abc
