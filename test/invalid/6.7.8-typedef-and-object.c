typedef int t;
int t; // error
