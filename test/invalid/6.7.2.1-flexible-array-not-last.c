struct s {
  int n;
  int list[]; // error
  int after;
};
