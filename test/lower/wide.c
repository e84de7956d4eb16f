unsigned __int128 twice(unsigned __int128 x) { return x * 2 + (x >> 70); }
int main(void) { return (int)(twice((unsigned __int128)1 << 70) >> 71) - 1; }
