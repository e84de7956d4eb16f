struct s;
unsigned long n = sizeof(struct s); // error
