struct s;
int main(void) {
  struct s x = { 1 }; // error
}
