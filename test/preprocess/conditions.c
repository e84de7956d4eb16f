/* #if expressions, with the types of 6.10.1p4. */
#define T(n) yes n
#if -1 > 0u
T(1)
#endif
#if (2 || 1/0) && !(0 && 1/0) && (1 ? 2 : 1/0) == 2
T(2)
#endif
#if 0x7fffffffffffffff + 1 < 0 && 18446744073709551615u == -1
T(3)
#endif
#if -7 / 2 == -3 && -7 % 3 == -1 && 7u % 3 == 1 && -8 >> 1 == -4 && 1 << 40 == 0x10000000000
T(4)
#endif
#if 'a' == 97 && '\n' == 10 && '\377' < 0 && 'ab' == 24930 && L'\xff' == 255 && '\x41' == 'A'
T(5)
#endif
#if 0xffffffff * 0xffffffff == 0xfffffffe00000001 && 123456789012345 / 1234567 == 100000048
T(6)
#endif
#if (~0 == -1) && (!0) && (-(-5) == 5) && (1 + 2 * 3 - 4 == 3) && (1 | 2 ^ 3 & 4) == 3
T(7)
#endif
#if 1 ? 0 : 1 ? 1 : 0
T(8)
#elif (0 ? -1 : 0u) - 1 > 0
T(9)
#endif
#define A 1
#define D defined(A) && !defined B
#if D && defined A && defined(A)
T(10)
#endif
#ifdef B
T(11)
#elif defined C
T(12)
#else
T(13)
#endif
#ifndef A
#elif 1
T(14)
#else
#error not here
#endif
#if 0
# if 1
 don't "mind
# else
# error no
# endif
# bogus directive
#elif 0
#else
T(15)
#endif
#if UNKNOWN == 0 && true == 0 && sizeof == 0
T(16)
#endif
#if __has_include(<stdio.h>) && !__has_include("no/such.h") && __has_include("headers/guarded.h")
T(17)
#endif
#ifdef __has_include
T(18)
#endif
#define HEADER <stdio.h>
#if __has_include(HEADER)
T(19)
#endif
#if __has_attribute(noreturn) && __has_attribute(__packed__) && !__has_attribute(nonsense)
T(20)
#endif
#if __has_builtin(__builtin_expect) && !__has_builtin(__builtin_nonsense)
T(21)
#endif
#if 0b101 == 5 && 017 == 15 && 1LL == 1u && 0xFUL == 15
T(22)
#endif
#if 9223372036854775807 * 2 == -2 && -9223372036854775807 - 1 < 0 && 0x8000000000000000 > 0
T(23)
#endif
