enum e {
  A,
  A // error
};
