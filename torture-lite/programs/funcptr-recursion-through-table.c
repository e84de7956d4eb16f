// proves: mutual recursion through pointers that are switched while the calls are running
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef struct machine machine;
typedef void state(machine *, int);
struct machine { state *now; int count[3]; int depth; };

static state idle, busy, stuck;

static void idle(machine *m, int event) {
  m->count[0]++;
  if (event % 3 == 0) m->now = busy;
}

static void busy(machine *m, int event) {
  m->count[1]++;
  if (event % 5 == 0) {
    m->now = stuck;
    m->now(m, event + 1);
  } else if (event % 2) {
    m->now = idle;
  }
}

static void stuck(machine *m, int event) {
  m->count[2]++;
  m->depth++;
  if (event % 7) {
    m->now(m, event + 1);
  } else {
    m->now = idle;
  }
}

static int even(int n), odd(int n);
static int (*volatile peven)(int) = even, (*volatile podd)(int) = odd;
static int even(int n) { return n == 0 ? 1 : podd(n - 1); }
static int odd(int n) { return n == 0 ? 0 : peven(n - 1); }

int main(void) {
  machine m = {idle, {0}, 0};
  for (int event = 1; event <= 100; event++) m.now(&m, event);
  CHECK(m.now == idle || m.now == busy);
  CHECK(m.count[0] + m.count[1] == 100);
  CHECK(m.depth == m.count[2] && m.depth > 0);
  CHECK(peven(100) == 1 && podd(100) == 0 && podd(77) == 1);
  return 0;
}
