unsigned signed x; // error
