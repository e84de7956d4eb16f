void a[3]; // error
