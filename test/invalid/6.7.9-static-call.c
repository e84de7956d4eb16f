int f(void);
int x = f(); // error
