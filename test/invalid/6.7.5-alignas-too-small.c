_Alignas(1) double d; // error
