enum e { A };
enum e { B }; // error
