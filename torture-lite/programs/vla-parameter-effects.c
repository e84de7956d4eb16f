// proves: a parameter's array size is evaluated on entry, for what it does (C11 6.9.1p10)
extern void abort(void);

static int calls;
static int length(void) { return ++calls; }

static int sub(int i, int array[i++], int j, int other[j++]) { return i * 100 + j; }
static int call(int array[length()]) { return calls; }

int main(void) {
  int e[10] = {0};
  if (sub(1, e, 3, e) != 204) abort();
  if (call(e) != 1 || call(e) != 2) abort();
  return 0;
}
