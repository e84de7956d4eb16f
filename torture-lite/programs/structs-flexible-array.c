// proves: flexible array members take no room in sizeof and index past the fixed part
// std: gnu11
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct message { int length; char kind; short data[]; };

static struct message *build(int n) {
  struct message *m = malloc(sizeof *m + n * sizeof m->data[0]);
  if (!m) abort();
  m->length = n;
  m->kind = 'k';
  for (int i = 0; i < n; i++) m->data[i] = (short)(i * i - 50);
  return m;
}

static struct message fixed = {3, 'f', {7, 8, 9}};

int main(void) {
  CHECK(offsetof(struct message, data) == 6);
  CHECK(sizeof(struct message) == 8);
  struct message *m = build(100);
  int sum = 0;
  for (int i = 0; i < m->length; i++) sum += m->data[i];
  CHECK(sum == 328350 - 5000);
  short *end = m->data + m->length;
  CHECK(end[-1] == 9751 && end - m->data == 100);
  CHECK((char *)&m->data[1] - (char *)m == 8);
  CHECK(fixed.data[2] == 9 && fixed.length == 3);
  struct message head = *m;
  CHECK(head.length == 100 && head.kind == 'k');
  memmove(m->data, m->data + 50, 50 * sizeof(short));
  CHECK(m->data[0] == 2450 && m->data[49] == 9751);
  free(m);
  return 0;
}
