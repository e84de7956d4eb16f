typedef int t = 3; // error
