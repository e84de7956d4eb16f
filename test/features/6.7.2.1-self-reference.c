/* C11 6.7.2.1: a structure that points to its like */
#include "check.h"

struct n { int v; struct n *next; };
static struct n c = { 3 }, b = { 2, &c }, a = { 1, &b };

int main(void) {
  int sum = 0; for (struct n *p = &a; p; p = p->next) sum += p->v;
  CHECK(sum == 6);
  return 0;
}
