int x;
short double d; // error
