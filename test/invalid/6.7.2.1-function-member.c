struct s {
  int f(void); // error
};
