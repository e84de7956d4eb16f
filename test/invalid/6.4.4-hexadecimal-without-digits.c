int x = 0x; // error
