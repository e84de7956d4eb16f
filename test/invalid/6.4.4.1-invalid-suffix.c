long a = 10l;
long b = 10lx; // error
