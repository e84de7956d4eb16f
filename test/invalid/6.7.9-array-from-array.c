int a[2];
int main(void) {
  int b[2] = a; // error
}
