int a;
#else // error
