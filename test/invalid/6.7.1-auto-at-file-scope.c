auto int x; // error
