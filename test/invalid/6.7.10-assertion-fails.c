_Static_assert(sizeof(char) == 1, "bytes");
_Static_assert(sizeof(int) == 2, "an int has two bytes"); // error
