// class: pressure
// result: 15261472410316106143 at n=280000000
// thirty-two live locals under a switch
#include <stdio.h>
#include <stdlib.h>

/* Thirty-two locals live across a switch in a loop. */
static unsigned long churn(long n, unsigned long seed) {
  unsigned long v0 = seed + 1, v1 = seed + 12, v2 = seed + 23, v3 = seed + 34;
  unsigned long v4 = seed + 45, v5 = seed + 56, v6 = seed + 67, v7 = seed + 78;
  unsigned long v8 = seed + 89, v9 = seed + 100, v10 = seed + 111, v11 = seed + 122;
  unsigned long v12 = seed + 133, v13 = seed + 144, v14 = seed + 155, v15 = seed + 166;
  unsigned long v16 = seed + 177, v17 = seed + 188, v18 = seed + 199, v19 = seed + 210;
  unsigned long v20 = seed + 221, v21 = seed + 232, v22 = seed + 243, v23 = seed + 254;
  unsigned long v24 = seed + 265, v25 = seed + 276, v26 = seed + 287, v27 = seed + 298;
  unsigned long v28 = seed + 309, v29 = seed + 320, v30 = seed + 331, v31 = seed + 342;
  for (long i = 0; i < n; i++) {
    switch (i * 5 & 15) {
      case 0: v0 = (v15 + v19) + 93; v1 = (v25 ^ v30) + 12; break;
      case 1: v2 = (v4 * v1) + 71; v3 = (v18 ^ v3) + 67; break;
      case 2: v4 = (v23 ^ v17) + 14; v5 = (v16 + v13) + 83; break;
      case 3: v6 = (v16 ^ v17) + 22; v7 = (v19 - v18) + 12; break;
      case 4: v8 = (v21 ^ v24) + 23; v9 = (v15 - v30) + 12; break;
      case 5: v10 = (v19 - v0) + 74; v11 = (v19 * v12) + 55; break;
      case 6: v12 = (v18 * v27) + 21; v13 = (v14 - v19) + 6; break;
      case 7: v14 = (v5 * v2) + 81; v15 = (v17 - v30) + 19; break;
      case 8: v16 = (v12 * v4) + 26; v17 = (v28 ^ v17) + 46; break;
      case 9: v18 = (v27 ^ v20) + 42; v19 = (v6 ^ v3) + 36; break;
      case 10: v20 = (v15 - v7) + 23; v21 = (v18 + v29) + 6; break;
      case 11: v22 = (v22 - v5) + 95; v23 = (v20 - v1) + 37; break;
      case 12: v24 = (v20 * v9) + 80; v25 = (v4 ^ v18) + 57; break;
      case 13: v26 = (v18 - v8) + 49; v27 = (v10 + v21) + 47; break;
      case 14: v28 = (v2 ^ v29) + 47; v29 = (v23 + v18) + 57; break;
      case 15: v30 = (v13 ^ v27) + 15; v31 = (v3 + v3) + 95; break;
    }
  }
  return v0 ^ v1 ^ v2 ^ v3 ^ v4 ^ v5 ^ v6 ^ v7 ^ v8 ^ v9 ^ v10 ^ v11 ^ v12 ^ v13 ^ v14 ^ v15 ^
         v16 ^ v17 ^ v18 ^ v19 ^ v20 ^ v21 ^ v22 ^ v23 ^ v24 ^ v25 ^ v26 ^ v27 ^ v28 ^ v29 ^ v30 ^
         v31;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 280000000;
  printf("result %lu\n", churn(n, 5));
  return 0;
}
