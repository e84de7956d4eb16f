int both(int a, int b) { return a && b > 1; }
int pick(int a, long b) { if (!a || b) return a ? 1 : 2; return 3; }
int main(void) { return both(1, 2) - 1 + pick(0, 0) - 2 + pick(5, 0) - 3; }
