/* Pragmas, _Pragma, and directives within macro arguments. */
#pragma pack(push, 1)
#define P _Pragma("pack(pop)") after
P
#define Q(x) _Pragma(#x) x
Q(omp parallel) here
#define M 1
#pragma push_macro("M")
#undef M
#define M 2
M
#pragma pop_macro("M")
M
#define f(x, y) [x|y]
f(a
#ifdef M
b
#else
c
#endif
, d
#define IN 1
) IN
f(1,
#undef M
M)
