void *p[] = {
  &&x, // error
};
