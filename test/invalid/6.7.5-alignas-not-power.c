_Alignas(3) char c; // error
