int f(void);
int f; // error
