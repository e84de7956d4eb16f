extern int x;
static int x; // error
