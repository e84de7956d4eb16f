const char *a = "closed";
const char *b = "open; // error
