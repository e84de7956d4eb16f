long float x; // error
