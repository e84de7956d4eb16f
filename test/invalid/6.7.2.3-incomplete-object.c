int main(void) {
  struct s x; // error
}
