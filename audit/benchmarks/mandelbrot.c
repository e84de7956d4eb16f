// class: float
// result: 539823 at n=1700
// escape times on an n by n grid
#include <stdio.h>
#include <stdlib.h>

static int escape(double cx, double cy) {
  double x = 0, y = 0;
  int i = 0;
  while (i < 200 && x * x + y * y < 4.0) {
    double next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
    i++;
  }
  return i;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1700;
  long total = 0;
  for (long row = 0; row < n; row++)
    for (long column = 0; column < n; column++)
      total += escape(3.0 * column / n - 2.0, 2.0 * row / n - 1.0);
  printf("result %ld\nsteps %ld\n", total % 1000003, total);
  return 0;
}
