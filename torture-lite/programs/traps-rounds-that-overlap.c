// proves: a loop that reads what an earlier round wrote, by pointers that may overlap, sees it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)
#define SIZE 120

static int memory[SIZE];
static short halves[SIZE];
static unsigned char *bytes = (unsigned char *)memory;

static void next(int *to, const int *from, int n) {
  for (int i = 0; i < n; i++) to[i] = from[i] + 1;
}

static void twice(int *a, int *b, int n) {
  for (int i = 0; i < n; i++) {
    a[i] = i;
    b[i] = -i;
  }
}

static void spread(unsigned char *to, const int *from, int n) {
  for (int i = 0; i < n; i++) to[i] = (unsigned char)from[i];
}

static void sums(int *a, int n) {
  for (int i = 1; i < n; i++) a[i] += a[i - 1];
}

static void fibonacci(short *a, int n) {
  for (int i = 2; i < n; i++) a[i] = (short)((a[i - 1] + a[i - 2]) % 1000);
}

int main(void) {
  for (int distance = -40; distance <= 40; distance++) {
    int want[SIZE];
    for (int i = 0; i < SIZE; i++) want[i] = memory[i] = i * i;
    for (volatile int i = 0; i < 37; i++) want[40 + distance + i] = want[40 + i] + 1;
    next(memory + 40 + distance, memory + 40, 37);
    for (int i = 0; i < SIZE; i++) CHECK(memory[i] == want[i]);
    for (volatile int i = 0; i < 37; i++) {
      want[40 + distance + i] = i;
      want[40 + i] = -i;
    }
    twice(memory + 40 + distance, memory + 40, 37);
    for (int i = 0; i < SIZE; i++) CHECK(memory[i] == want[i]);
  }
  for (int start = 0; start < 30; start++) {
    unsigned char want[sizeof memory];
    for (int i = 0; i < SIZE; i++) memory[i] = i * 259;
    int left[40];
    for (int i = 0; i < 40; i++) left[i] = memory[i];
    for (volatile int i = 0; i < 40; i++) {
      const unsigned char *image = (const unsigned char *)left;
      want[i] = image[4 * i];
      if (start == 0) ((unsigned char *)left)[i] = want[i];
    }
    spread(bytes + (start == 0 ? 0 : 160 + start), memory, 40);
    for (int i = 0; i < 40; i++) CHECK(bytes[(start == 0 ? 0 : 160 + start) + i] == want[i]);
  }
  for (int i = 0; i < SIZE; i++) memory[i] = 1;
  sums(memory, SIZE);
  for (int i = 0; i < SIZE; i++) CHECK(memory[i] == i + 1);
  halves[0] = halves[1] = 1;
  fibonacci(halves, 20);
  CHECK(halves[9] == 55 && halves[15] == 987 && halves[16] == 597 && halves[19] == 765);
  return 0;
}
