int n;
struct s {
  int a : n; // error
};
