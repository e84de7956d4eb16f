int a[3] = 5; // error
