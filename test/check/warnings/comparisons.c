enum fruit { APPLE, PEAR };
enum tree { OAK, ELM };
int f(int s, unsigned u, unsigned char c, enum fruit a, enum tree b, char *t) {
  int n = 0;
  if (u < s) n++;
  if (c < s) n++;
  if (u == -1) n++;
  if (u < 5) n++;
  if (u >= 0) n++;
  if (0 > u) n++;
  if (s == s) n++;
  if (!s == 2) n++;
  if ((s > 1) == 2) n++;
  if (a == b) n++;
  if (&s) n++;
  if (&s == 0) n++;
  if (f) n++;
  return n + "abc"[t[0]] + (s == u);
}
