// class: strings
// result: 5321962236499780106 at n=820
// Knuth-Morris-Pratt search
#include <stdio.h>
#include <stdlib.h>

#include <string.h>

static char text[100001];

static long find(const char *haystack, const char *needle) {
  int fail[32], length = strlen(needle), k = 0;
  long found = 0;
  fail[0] = 0;
  for (int i = 1; i < length; i++) {
    while (k > 0 && needle[i] != needle[k]) k = fail[k - 1];
    if (needle[i] == needle[k]) k++;
    fail[i] = k;
  }
  k = 0;
  for (const char *p = haystack; *p != 0; p++) {
    while (k > 0 && *p != needle[k]) k = fail[k - 1];
    if (*p == needle[k]) k++;
    if (k == length) {
      found++;
      k = fail[k - 1];
    }
  }
  return found;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 820;
  static const char *const needles[] = {"abacab", "aab", "bcbcb", "cab", "aaaa"};
  unsigned seed = 3;
  for (int i = 0; i < 100000; i++) {
    seed = seed * 1664525u + 1013904223u;
    text[i] = 'a' + (seed >> 20) % 3;
  }
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) sum = sum * 7 + find(text + i, needles[i % 5]);
  printf("result %lu\n", sum);
  return 0;
}
