struct s {
  int b : -1; // error
};
