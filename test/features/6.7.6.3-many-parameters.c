/* C11 5.2.4.1: thirty parameters of mixed type */
#include "check.h"

static double f(int p0, double p1, char p2, float p3, long p4, short p5, int p6, double p7, char p8, float p9, long p10, short p11, int p12, double p13, char p14, float p15, long p16, short p17, int p18, double p19, char p20, float p21, long p22, short p23, int p24, double p25, char p26, float p27, long p28, short p29) { return p0 * 0.0 + p1 * 1.0 + p2 * 2.0 + p3 * 3.0 + p4 * 4.0 + p5 * 5.0 + p6 * 6.0 + p7 * 7.0 + p8 * 8.0 + p9 * 9.0 + p10 * 10.0 + p11 * 11.0 + p12 * 12.0 + p13 * 13.0 + p14 * 14.0 + p15 * 15.0 + p16 * 16.0 + p17 * 17.0 + p18 * 18.0 + p19 * 19.0 + p20 * 20.0 + p21 * 21.0 + p22 * 22.0 + p23 * 23.0 + p24 * 24.0 + p25 * 25.0 + p26 * 26.0 + p27 * 27.0 + p28 * 28.0 + p29 * 29.0; }

int main(void) {
  CHECK(f(0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1) == 1275.0);
  return 0;
}
