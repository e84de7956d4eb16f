int old(int) __attribute__((deprecated("use fresh")));
extern int gone __attribute__((deprecated));
void some(char *p, int k, char *q) __attribute__((nonnull(1, 3)));
void all(char *p, char *q) __attribute__((nonnull));
int f(char *s) {
  some(0, 1, "x");
  all("a", 0);
  some((char *)0, 2, (void *)0);
  all(s, s);
  old(3);
  gone = 4;
  return sizeof(some(0, 1, 0), 1);
}
int old(int k) { return k; }
