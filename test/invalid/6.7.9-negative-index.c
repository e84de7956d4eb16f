int a[3] = { [-1] = 1 }; // error
