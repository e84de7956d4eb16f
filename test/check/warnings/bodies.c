int static late;
const int qualified(void) { return late; }
int f(int a, int b) {
  if (a);
  if (b) a = 1; else;
  if (a)
    b = 1;
    a = 2;
  while (a > b) a--; b++;
  return a + b;
}
__attribute__((warn_unused_result)) int must(void);
void g(void) { must(); (void)must(); }
