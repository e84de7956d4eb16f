int double x; // error
