/* GNU: weak references by another name, to what is there and what is not */
#include "check.h"
#include <string.h>

static unsigned long length(const char *) __attribute__((weakref("strlen")));
static int missing(void) __attribute__((__weakref__("there_is_no_such_function")));
static int absent(void) __attribute__((weakref, alias("nor_such_a_one")));

int main(void) {
  CHECK(length && length("abcd") == 4);
  CHECK(!missing && !absent);
  return missing ? missing() : 0;
}
