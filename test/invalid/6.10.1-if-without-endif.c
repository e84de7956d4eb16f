int a;
#if 1 // error
int b;
