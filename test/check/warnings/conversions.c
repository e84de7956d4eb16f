void g(int *p);
void h(char *p);
int *f(const char *text, unsigned char *bytes, int number, void *any) {
  int *p = number;
  char *q = p;
  p = q;
  q = text;
  q = any;
  number = p;
  g(number);
  g(q);
  h(text);
  h(bytes);
  q = bytes;
  char small = 300;
  unsigned char byte = 256, fine = -1;
  number = 2147483647 + 1;
  number = 1 << 32;
  number = -1 << 2;
  number = number / 0;
  (void)small, (void)byte, (void)fine;
  return text;
}
