int f(static int x); // error
