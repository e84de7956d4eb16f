unsigned char c = 255;
_Atomic int counter;
int main(void) {
  char *p = (char *)&c;
  c += 2;
  counter += 3;
  int old = counter++;
  p++;
  return c - 1 + old - 3 + (p - (char *)&c) - 1;
}
