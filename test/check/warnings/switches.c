enum e { A, B, C, D = C };
int f(enum e x) {
  switch (x) {
    case A: return 1;
  }
  switch (x) {
    case A:
    case B:
    case C: return 2;
    case 9: return 3;
  }
  switch (x) {
    case A: return 1;
    default: return 4;
  }
}
