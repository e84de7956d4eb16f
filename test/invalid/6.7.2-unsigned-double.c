unsigned double x; // error
