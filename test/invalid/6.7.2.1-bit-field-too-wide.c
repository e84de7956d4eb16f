struct s {
  int wide : 33; // error
};
