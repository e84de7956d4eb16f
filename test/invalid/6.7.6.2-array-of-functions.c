int f[3](void); // error
