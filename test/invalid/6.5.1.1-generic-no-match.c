double d;
int k = _Generic(d, int: 1, long: 2); // error
