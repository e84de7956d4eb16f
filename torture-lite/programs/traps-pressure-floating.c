// proves: 34 doubles and floats stay live across calls that use every floating register
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double burn(double a, double b, double c, double d, double e, double f, double g, double h) {
  double v[20];
  for (int i = 0; i < 20; i++) v[i] = a * i + b;
  double s = c + d + e + f + g + h;
  for (int i = 0; i < 20; i++) s += v[i];
  return s;
}
static double (*volatile call)(double, double, double, double, double, double, double,
                               double) = burn;

#define PAIR(X, a, b) X(a) X(b)
#define ALL(X) \
  PAIR(X, 0, 1) PAIR(X, 2, 3) PAIR(X, 4, 5) PAIR(X, 6, 7) PAIR(X, 8, 9) PAIR(X, 10, 11) \
  PAIR(X, 12, 13) PAIR(X, 14, 15) PAIR(X, 16, 17)
#define DOUBLES(n) double d##n = (seed + n) * 0.25;
#define FLOATS(n) float f##n = (float)(seed * n) * 0.5f;
#define TURN(n) d##n = d##n * 0.5 + f##n; f##n = (float)i - f##n;
#define TOTAL(n) sum = sum * 0.5 + d##n - f##n;

static double run(int seed, int rounds, double *calls) {
  double sum = 0;
  ALL(DOUBLES)
  ALL(FLOATS)
  for (int i = 0; i < rounds; i++) {
    ALL(TURN)
    *calls += call(i, 1, d0, d5, f7, f17, d17, 1);
  }
  ALL(TOTAL)
  return sum;
}

static double reference(int seed, int rounds, double *calls) {
  double d[18], sum = 0;
  float f[18];
  for (int n = 0; n < 18; n++) {
    d[n] = (seed + n) * 0.25;
    f[n] = (float)(seed * n) * 0.5f;
  }
  for (int i = 0; i < rounds; i++) {
    for (int n = 0; n < 18; n++) {
      d[n] = d[n] * 0.5 + f[n];
      f[n] = (float)i - f[n];
    }
    *calls += i * 190.0 + 20 + d[0] + d[5] + f[7] + f[17] + d[17] + 1;
  }
  for (int n = 0; n < 18; n++) sum = sum * 0.5 + d[n] - f[n];
  return sum;
}

int main(void) {
  for (int rounds = 0; rounds < 12; rounds++) {
    double a = 0, b = 0;
    CHECK(run(rounds + 3, rounds, &a) == reference(rounds + 3, rounds, &b) && a == b);
  }
  return 0;
}
