#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
void f(void) { int quiet; }
#pragma GCC diagnostic pop
void g(void) { int loud; }
