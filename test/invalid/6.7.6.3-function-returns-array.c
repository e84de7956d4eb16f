int f(void)[3]; // error
