int n;
static int x = n; // error
