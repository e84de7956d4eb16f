typedef int quad __attribute__((vector_size(16)));
int main(void) {
  quad a = {1, 2, 3, 4}, b = a * a - (a > 2);
  double _Complex z = 1.0 + 2.0i;
  z *= z;
  return b[3] - 17 + (__real__ z != -3.0) + (__imag__ z != 4.0);
}
