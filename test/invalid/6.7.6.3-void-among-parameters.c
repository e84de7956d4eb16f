int f(int a, void); // error
