struct s { int a; };
struct s v = {[0] = 1}; // error
