int x = 1uu; // error
