/* Macros that compute their replacement, #line and line markers. */
__LINE__ __COUNTER__ __COUNTER__ __INCLUDE_LEVEL__
#define LINE __LINE__
#define ID(x) x
#define CAT(a, b) a ## b
#define XCAT(a, b) CAT(a, b)
LINE ID(LINE) ID(
) __LINE__
XCAT(name, __LINE__) XCAT(name, __COUNTER__)
#line 100
__LINE__
#line 200 "other.c"
__LINE__ __FILE__
# 300 "third.c"
__LINE__ __FILE__
#define N 400
#line N
__LINE__
#ifdef __FILE__
yes
#endif
__STDC__ __STDC_VERSION__ __CHAR_BIT__ __SIZE_TYPE__ __INT_MAX__ __x86_64__ __LP64__
