int a = 'a';
int c = 'b; // error
