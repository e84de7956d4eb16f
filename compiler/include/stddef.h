/* Common definitions (7.19), and glibc's way of asking for single ones by __need_ macros. */
#if !defined _GOODHART_STDDEF_H || defined __need_size_t || defined __need_wchar_t || \
    defined __need_ptrdiff_t || defined __need_NULL || defined __need_wint_t

#if !defined __need_size_t && !defined __need_wchar_t && !defined __need_ptrdiff_t && \
    !defined __need_NULL && !defined __need_wint_t
#define _GOODHART_STDDEF_H
#define __need_size_t
#define __need_wchar_t
#define __need_ptrdiff_t
#define __need_NULL
#define _GOODHART_STDDEF_ALL
#endif

#if defined __need_size_t && !defined _GOODHART_SIZE_T
#define _GOODHART_SIZE_T
typedef __SIZE_TYPE__ size_t;
#endif
#undef __need_size_t

#if defined __need_wchar_t && !defined _GOODHART_WCHAR_T
#define _GOODHART_WCHAR_T
typedef __WCHAR_TYPE__ wchar_t;
#endif
#undef __need_wchar_t

#if defined __need_ptrdiff_t && !defined _GOODHART_PTRDIFF_T
#define _GOODHART_PTRDIFF_T
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#undef __need_ptrdiff_t

#if defined __need_wint_t && !defined _GOODHART_WINT_T
#define _GOODHART_WINT_T
typedef __WINT_TYPE__ wint_t;
#endif
#undef __need_wint_t

#ifdef __need_NULL
#undef NULL
#define NULL ((void *)0)
#endif
#undef __need_NULL

#ifdef _GOODHART_STDDEF_ALL
#undef _GOODHART_STDDEF_ALL
#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 201112L
typedef struct {
  long long __longest __attribute__((__aligned__(__alignof__(long long))));
  long double __widest __attribute__((__aligned__(__alignof__(long double))));
} max_align_t;
#endif
#endif

#endif
