void f(char *p) {
  switch (p) { } // error
}
