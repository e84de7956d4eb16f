signed unsigned x; // error
