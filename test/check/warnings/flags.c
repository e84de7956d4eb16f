/* -Wno-unused-variable -Werror=return-type */
int f(int p) {
  int unused;
}
