int a[3] = {[3] = 1}; // error
