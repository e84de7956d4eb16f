int a;
static extern int b; // error
