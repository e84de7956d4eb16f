int A;
enum e { A }; // error
