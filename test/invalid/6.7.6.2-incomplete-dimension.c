int a[3][]; // error
