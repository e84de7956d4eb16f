int f(int x, int y) {
  switch (x) {
    case 1:
      y++;
    case 2:
      y++;
      /* FALLTHROUGH */
    case 3:
      y++;
      __attribute__((fallthrough));
    case 4:
    case 5:
      y++;
      break;
    case 6:
      if (y) return 1;
    default:
      return 2;
  }
  return y;
}
