int n = 3;
int size(void);
static int copy = 1 + size(); // error
