struct s;
struct s list[3]; // error
