// proves: copies on critical edges, switch edges and back edges with several values do not clobber
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long machine(const char *program, long a, long b, long c, long d) {
  long t;
  for (; *program; program++) {
    switch (*program) {
      case 's': t = a, a = b, b = t; break;
      case 'r': t = a, a = b, b = c, c = d, d = t; break;
      case 'l': t = d, d = c, c = b, b = a, a = t; break;
      case 'p': t = a, a = c, c = t, t = b, b = d, d = t; break;
      case 'x': if (a > b) continue; t = a, a = b, b = t; break;
      case 'y': if (c > d) { t = c, c = d, d = t; } else { c++; continue; } break;
      case 'z': a = b = c = d; break;
      default: d = a + b; a = c; break;
    }
    a ^= 0;
  }
  return a * 1000 + b * 100 + c * 10 + d;
}

static int diamond(int p, int q, int x, int y) {
  int r, s;
  if (p) {
    if (q) goto join;
    r = y, s = x;
    goto end;
  }
  x += 10;
join:
  r = x, s = y;
  if (q) { int t = r; r = s; s = t; }
end:
  return r * 100 + s;
}

static int loop_with_two_latches(int n) {
  int a = 0, b = 1, c = 2;
  while (n > 0) {
    n--;
    if (n % 3 == 0) {
      int t = a;
      a = b, b = c, c = t;
      continue;
    }
    int t = a;
    a = c;
    if (n % 3 == 1) {
      c = t;
      continue;
    }
    c = b, b = t;
  }
  return a * 100 + b * 10 + c;
}

static long (*volatile m)(const char *, long, long, long, long) = machine;
static int (*volatile d)(int, int, int, int) = diamond, (*volatile l)(int) = loop_with_two_latches;

int main(void) {
  CHECK(m("", 1, 2, 3, 4) == 1234 && m("s", 1, 2, 3, 4) == 2134 && m("r", 1, 2, 3, 4) == 2341);
  CHECK(m("l", 1, 2, 3, 4) == 4123 && m("p", 1, 2, 3, 4) == 3412 && m("rl", 1, 2, 3, 4) == 1234);
  CHECK(m("rrrr", 1, 2, 3, 4) == 1234 && m("srsr", 1, 2, 3, 4) == 1423);
  CHECK(m("x", 1, 2, 3, 4) == 2134 && m("xx", 1, 2, 3, 4) == 2134 && m("y", 1, 2, 3, 4) == 1244);
  CHECK(m("yyy", 1, 2, 3, 4) == 1245 && m("z", 1, 2, 3, 4) == 4444);
  CHECK(m("?", 1, 2, 3, 4) == 3233);
  CHECK(d(1, 0, 1, 2) == 201 && d(1, 1, 1, 2) == 201 && d(0, 0, 1, 2) == 1102);
  CHECK(d(0, 1, 1, 2) == 211);
  CHECK(l(0) == 12 && l(1) == 120 && l(2) == 102);
  return 0;
}
