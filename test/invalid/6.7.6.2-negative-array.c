int a[-1]; // error
