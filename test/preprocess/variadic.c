/* Variadic macros, GNU's comma rule and __VA_OPT__. */
#define debug(...) fprintf(stderr, __VA_ARGS__)
#define showlist(...) puts(#__VA_ARGS__)
#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))
debug("Flag"); debug("X = %d\n", x); showlist(The first, second, and third items.);
report(x>y, "x is %d but y is %d", x, y); showlist(); showlist( );
#define e1(format, ...) printf(format, ## __VA_ARGS__)
e1("a") e1("a",) e1("a", b) e1("a", b, c) e1() e1(,) e1(, x)
#define e2(format, args...) printf(format , ## args)
e2("a") e2("a",) e2("a", b) e2("a", b, c) e2()
#define e3(args...) f(a, ##args) g(args)
e3() e3(1) e3(1,2)
#define e4(...) f(a, ##__VA_ARGS__)
e4() e4(1) e4(,)
#define e5(a, ...) a ## __VA_ARGS__
e5(1) e5(1,2) e5(1,2,3) e5(,x,y)
#define ONE 1
#define e6(a, ...) x(a, ## __VA_ARGS__) y(a, __VA_ARGS__) #__VA_ARGS__
e6(ONE) e6(ONE, ONE) e6(ONE, ONE, ONE , ONE)
#define v1(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)
v1(1) v1(1,) v1(1,2) v1(1, 2, 3)
#define v2(X, ...) X __VA_OPT__(= { __VA_ARGS__ })
v2(foo) v2(foo, 1, 2)
#define v3(X, ...) a ## __VA_OPT__(X ## X b) ## c
v3(x) v3(x, 1)
#define NOTHING
v1(1, NOTHING) v2(y, NOTHING)
#define COUNT(...) PICK(__VA_ARGS__, 5, 4, 3, 2, 1)
#define PICK(a, b, c, d, e, n, ...) n
COUNT(a) COUNT(a, b) COUNT(a, b, c, d, e)
#define EVAL(...) EVAL1(EVAL1(EVAL1(__VA_ARGS__)))
#define EVAL1(...) EVAL2(EVAL2(EVAL2(__VA_ARGS__)))
#define EVAL2(...) __VA_ARGS__
#define DEFER(id) id NOTHING
#define OBSTRUCT(...) __VA_ARGS__ DEFER(NOTHING)()
#define REPEAT_(n) n DEFER(REPEAT_I)()(n)
#define REPEAT_I() REPEAT_
EVAL(REPEAT_(z))
