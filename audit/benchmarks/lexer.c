// class: switch-interpreter
// result: 12951632690122911745 at n=1400000
// a lexer as a state machine over bytes
#include <stdio.h>
#include <stdlib.h>

enum state { START, NAME, NUMBER, STRING, COMMENT, SLASH };

static const char source[] =
  "int main(void) { /* a comment */ return first + 12345 * second; }\n"
  "char *s = \"a string with spaces\"; while (x1 < 99) x1 = x1 / 2 - y;\n"
  "for (i = 0; i < 100; i++) { total += table[i] ^ 0x7f; /* end */ }\n";

static unsigned long lex(const char *p, unsigned long hash) {
  enum state state = START;
  for (; *p != 0; p++) {
    char c = *p;
    int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    int digit = c >= '0' && c <= '9';
    switch (state) {
      case START:
        state = letter ? NAME : digit ? NUMBER : c == '"' ? STRING : c == '/' ? SLASH : START;
        if (state == START && c != ' ') hash = hash * 31 + c;
        break;
      case NAME:
        if (letter || digit) break;
        hash = hash * 31 + 1;
        state = START;
        p--;
        break;
      case NUMBER:
        if (digit || c == 'x' || letter) break;
        hash = hash * 31 + 2;
        state = START;
        p--;
        break;
      case STRING:
        if (c == '"') { hash = hash * 31 + 3; state = START; }
        break;
      case SLASH:
        if (c == '*') state = COMMENT;
        else { hash = hash * 31 + '/'; state = START; p--; }
        break;
      case COMMENT:
        if (c == '*' && p[1] == '/') { p++; state = START; }
        break;
    }
  }
  return hash;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1400000;
  unsigned long hash = 1;
  for (long i = 0; i < n; i++) hash = lex(source + i % 5, hash);
  printf("result %lu\n", hash);
  return 0;
}
