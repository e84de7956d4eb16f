// proves: each thread has its own copy of a thread-local object, with a fresh initial value
// flags: -pthread
#include <pthread.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Thread_local int mine = 7;
static _Thread_local int *self;
static int shared[4];

static void *run(void *argument) {
  int id = *(int *)argument;
  CHECK(mine == 7 && self == NULL);
  self = &mine;
  for (int i = 0; i < 1000; i++) *self += id;
  shared[id] = mine;
  return self;
}

int main(void) {
  pthread_t threads[4];
  int ids[4] = {0, 1, 2, 3};
  mine = -1;
  self = &mine;
  for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, run, &ids[i]) == 0);
  for (int i = 0; i < 4; i++) {
    void *where;
    CHECK(pthread_join(threads[i], &where) == 0);
    CHECK(where != &mine);
  }
  for (int i = 0; i < 4; i++) CHECK(shared[i] == 7 + 1000 * i);
  CHECK(mine == -1 && self == &mine);
  return 0;
}
