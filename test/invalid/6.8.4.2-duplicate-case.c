int f(int a) {
  switch (a) {
    case 2: return 1;
    case 1 + 1: return 2; // error
  }
  return 0;
}
