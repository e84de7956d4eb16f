unknown x; // error
