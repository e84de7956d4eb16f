#define BAD(a) a ## // error
