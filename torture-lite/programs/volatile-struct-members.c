// proves: a volatile member is read and written each time it is named
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct device { volatile int status; int plain; volatile unsigned char data[2]; };
static struct device dev;
static struct device *volatile where = &dev;

int main(void) {
  struct device *d = where;
  d->status = 3;
  int seen = 0;
  while (d->status != 0) { seen = seen * 10 + d->status; d->status--; }
  CHECK(seen == 321);
  d->data[1] = 200;
  d->data[1] += 100;
  CHECK(d->data[1] == 44 && d->data[0] == 0);
  const volatile struct device *r = d;
  CHECK(r->plain == 0 && r->status == 0 && (d->plain = 5) == r->plain);
  return 0;
}
