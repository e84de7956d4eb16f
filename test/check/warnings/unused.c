static int never_called(void) { return 1; }
static int never_read;
static const int never_read_constant = 2;
static int never_defined(void);
static int kept __attribute__((unused));
int f(int used, int unused_parameter, int silent __attribute__((unused))) {
  int unused_variable;
  int set_only;
  int both = used;
  typedef int unused_type;
  struct { int a[2]; } part_only;
  set_only = 3;
  part_only.a[1] = 4;
unused_label:
  both == 3;
  used, both;
  -f(1, 2, 3);
  (void)f(1, 2, 3);
  return both;
}
