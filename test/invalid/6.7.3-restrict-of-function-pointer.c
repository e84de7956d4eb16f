int (*restrict p)(void); // error
