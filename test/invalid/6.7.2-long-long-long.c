long long long x; // error
