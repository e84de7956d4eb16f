struct s;
int f(struct s s) { return 0; } // error
