int n;
int a[n]; // error
