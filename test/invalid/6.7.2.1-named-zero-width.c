struct s {
  int b : 0; // error
};
