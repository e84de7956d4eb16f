struct s { int b : 4; } v;
unsigned long n = sizeof v.b; // error
