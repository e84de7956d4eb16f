int x;
long x; // error
