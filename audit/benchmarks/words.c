// class: strings
// result: 8415829626072729672 at n=4000
// split into words and count them by hash
#include <stdio.h>
#include <stdlib.h>

#include <string.h>

static const char letters[] = "etaoin shrdlu cmfwyp";
static char text[65536];
static unsigned counts[4096];

static unsigned hash(const char *word, int length) {
  unsigned h = 2166136261u;
  for (int i = 0; i < length; i++) h = (h ^ (unsigned char)word[i]) * 16777619u;
  return h;
}

static long count(const char *p) {
  long words = 0;
  while (*p != 0) {
    while (*p == ' ') p++;
    const char *start = p;
    while (*p != 0 && *p != ' ') p++;
    if (p > start) {
      counts[hash(start, p - start) & 4095]++;
      words++;
    }
  }
  return words;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 4000;
  unsigned seed = 5;
  for (unsigned i = 0; i + 1 < sizeof text; i++) {
    seed = seed * 1664525u + 1013904223u;
    text[i] = letters[(seed >> 16) % (sizeof letters - 1)];
  }
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) sum += count(text + i % 1000);
  for (int i = 0; i < 4096; i++) sum = sum * 31 + counts[i];
  printf("result %lu\n", sum);
  return 0;
}
