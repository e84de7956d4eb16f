register int x; // error
