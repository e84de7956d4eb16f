/*
 * Hides __float128 from glibc's <bits/floatn.h>, which takes it for granted from GCC 4.3 on: without it the
 * _FloatN types are typedefs of the standard ones.
 */
#include <features.h>
#pragma push_macro("__GNUC__")
#pragma push_macro("__GNUC_MINOR__")
#undef __GNUC__
#undef __GNUC_MINOR__
#define __GNUC__ 4
#define __GNUC_MINOR__ 2
#include_next <bits/floatn.h>
#pragma pop_macro("__GNUC_MINOR__")
#pragma pop_macro("__GNUC__")

/* <tgmath.h> refuses a _Float64x without a _Float128, so there is neither. */
#if __HAVE_FLOAT64X && !__HAVE_FLOAT128
#undef __HAVE_FLOAT64X
#undef __HAVE_FLOAT64X_LONG_DOUBLE
#define __HAVE_FLOAT64X 0
#define __HAVE_FLOAT64X_LONG_DOUBLE 0
#endif
