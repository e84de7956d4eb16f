int c = ''; // error
