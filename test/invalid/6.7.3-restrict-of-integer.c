int restrict n; // error
