// class: memory
// result: 15728858574617843815 at n=140
// edit distances and longest common subsequences of long strings
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 1500 };

static int min3(int a, int b, int c) {
  int least = a < b ? a : b;
  return least < c ? least : c;
}

static int levenshtein(const char *a, int m, const char *b, int n) {
  int *row = malloc(((size_t)n + 1) * sizeof *row);
  if (row == NULL) exit(1);
  for (int j = 0; j <= n; j++) row[j] = j;
  for (int i = 1; i <= m; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= n; j++) {
      int above = row[j];
      int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = min3(above + 1, row[j - 1] + 1, diagonal + cost);
      diagonal = above;
    }
  }
  int distance = row[n];
  free(row);
  return distance;
}

static short table[LENGTH + 1][LENGTH + 1];

/* Writes the subsequence and returns its length. */
static int common(const char *a, int m, const char *b, int n, char *out) {
  for (int i = 0; i <= m; i++) {
    for (int j = 0; j <= n; j++) {
      if (i == 0 || j == 0) table[i][j] = 0;
      else if (a[i - 1] == b[j - 1]) table[i][j] = (short)(table[i - 1][j - 1] + 1);
      else table[i][j] = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
    }
  }
  int length = table[m][n], k = length;
  for (int i = m, j = n; k > 0;) {
    if (a[i - 1] == b[j - 1]) {
      out[--k] = a[i - 1];
      i--;
      j--;
    } else if (table[i - 1][j] >= table[i][j - 1]) {
      i--;
    } else {
      j--;
    }
  }
  out[length] = 0;
  return length;
}

static void mutate(const char *from, char *to, unsigned *seed) {
  int at = 0;
  for (int i = 0; i < LENGTH && at < LENGTH; i++) {
    *seed = *seed * 1103515245u + 12345u;
    unsigned choice = *seed >> 16 & 15;
    if (choice == 0) continue;
    if (choice == 1 && at < LENGTH) to[at++] = (char)('a' + (*seed >> 20) % 6);
    if (at < LENGTH) to[at++] = choice == 2 ? (char)('a' + (*seed >> 24) % 6) : from[i];
  }
  to[at] = 0;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 140;
  static char a[LENGTH + 1], b[LENGTH + 1], both[LENGTH + 1];
  unsigned seed = 7;
  unsigned long result = 0;
  for (int i = 0; i < LENGTH; i++) {
    seed = seed * 1103515245u + 12345u;
    a[i] = (char)('a' + (seed >> 16) % 6);
  }
  for (long round = 0; round < n; round++) {
    mutate(a, b, &seed);
    int la = (int)strlen(a), lb = (int)strlen(b);
    int distance = levenshtein(a, la, b, lb);
    int shared = common(a, la, b, lb, both);
    if (distance < (la > lb ? la : lb) - shared) return 1;
    for (const char *p = both; *p != 0; p++) result = result * 33 + (unsigned char)*p;
    result += (unsigned long)distance;
    memcpy(a, b, sizeof a);
    while ((int)strlen(a) < LENGTH) strcat(a, "f");
  }
  printf("result %lu\n", result);
  return 0;
}
