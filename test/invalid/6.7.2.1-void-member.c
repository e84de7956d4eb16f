struct s {
  void a; // error
};
