struct s {
  double d : 4; // error
};
