/* C11 6.4.6: digraphs */
#include "check.h"

%:define N 3
static int a<:N:> = <% 1, 2, 3 %>;

int main(void) {
  CHECK(a<:2:> == 3);
  return 0;
}
