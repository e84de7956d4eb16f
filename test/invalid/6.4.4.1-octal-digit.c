int a = 017;
int b = 089; // error
