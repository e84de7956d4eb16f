int k = _Generic(1, default: 1, default: 2); // error
