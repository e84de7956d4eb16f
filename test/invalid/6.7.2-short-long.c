short long x; // error
