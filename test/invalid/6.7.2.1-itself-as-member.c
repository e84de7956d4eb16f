struct s {
  struct s s; // error
};
