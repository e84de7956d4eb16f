// proves: structures with bit-fields copy whole: by assignment, by argument, by return, in arrays
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct date { unsigned day : 5, month : 4; int year : 14; unsigned leap : 1; };

static struct date next_month(struct date d) {
  if (d.month == 12) {
    d.month = 1;
    d.year++;
  } else {
    d.month++;
  }
  d.leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
  return d;
}
static struct date (*volatile step)(struct date) = next_month;

int main(void) {
  struct date d = {31, 10, 1999, 0}, all[30];
  for (int i = 0; i < 30; i++) {
    all[i] = d;
    d = step(d);
  }
  CHECK(all[0].day == 31 && all[0].month == 10 && all[0].year == 1999 && all[0].leap == 0);
  CHECK(all[2].month == 12 && all[3].month == 1 && all[3].year == 2000 && all[3].leap == 1);
  CHECK(all[14].month == 12 && all[15].year == 2001 && all[15].leap == 0);
  CHECK(all[29].month == 3 && all[29].year == 2002);
  unsigned sum = 0;
  for (int i = 0; i < 30; i++) sum = sum * 7 + all[i].day + all[i].month * all[i].leap;
  unsigned expect = 0;
  for (int i = 0; i < 30; i++) expect = expect * 7 + 31 + (i >= 3 && i < 15 ? i - 2 : 0);
  CHECK(sum == expect);
  d.year = -4713;
  CHECK(step(d).year == -4713);
  return 0;
}
