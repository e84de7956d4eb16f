int printf(const char *, ...);
int scanf(const char *, ...);
void say(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void f(long l, char *s, const char *unknown, double d, long double e, void *p, unsigned long z) {
  printf("%d %ld %s %s\n", l, 1, 5, s);
  printf("%f %Lf %Lf %g\n", d, d, e, 1);
  printf("%p %p %zu %zd %hhd %c\n", p, l, z, 1, s, 'c');
  printf("%d\n");
  printf("%d\n", 1, 2);
  printf("%*d %.*f\n", 3, 4, 5L, d);
  printf("%y", 1);
  printf("100%");
  printf("%%");
  printf("");
  scanf("%d %ld %s %f %lf %c", &l, &l, s, &d, &d, s);
  say(1, "%s", 5);
  say(1, "%s %d", "five", 6);
  (void)unknown;
}
