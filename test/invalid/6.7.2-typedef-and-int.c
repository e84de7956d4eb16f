typedef int t;
unsigned t x; // error
