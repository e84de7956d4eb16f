int f(void)(void); // error
