int f(a)
int b; // error
{ return 0; }
