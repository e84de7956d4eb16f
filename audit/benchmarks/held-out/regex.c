// class: automata
// result: 17338449557610879255 at n=4000
// regular expressions compiled to an NFA that is run in parallel (Thompson 1968)
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum op { CHAR, ANY, RANGE, SPLIT, JUMP, MATCH };

struct instruction {
  enum op op;
  unsigned char low, high;
  int x, y;
};

enum { MOST = 256 };

struct program {
  struct instruction code[MOST];
  int length;
};

struct compiler {
  const char *at;
  struct program *program;
};

struct list {
  int count;
  int states[MOST];
};

static int emit(struct program *p, enum op op, int x, int y) {
  if (p->length == MOST) exit(1);
  p->code[p->length] = (struct instruction){.op = op, .x = x, .y = y};
  return p->length++;
}

/* Moves the code from `start` on by one and puts an instruction before it. */
static void insert(struct program *p, int start, enum op op, int x, int y) {
  emit(p, JUMP, 0, 0);
  for (int i = p->length - 1; i > start; i--) {
    p->code[i] = p->code[i - 1];
    if (p->code[i].op == SPLIT || p->code[i].op == JUMP) {
      if (p->code[i].x >= start) p->code[i].x++;
      if (p->code[i].op == SPLIT && p->code[i].y >= start) p->code[i].y++;
    }
  }
  p->code[start] = (struct instruction){.op = op, .x = x, .y = y};
}

static void alternatives(struct compiler *c);

static void atom(struct compiler *c) {
  struct program *p = c->program;
  char ch = *c->at++;
  if (ch == '(') {
    alternatives(c);
    if (*c->at++ != ')') exit(1);
  } else if (ch == '.') {
    emit(p, ANY, 0, 0);
  } else if (ch == '[') {
    int i = emit(p, RANGE, 0, 0);
    p->code[i].low = (unsigned char)c->at[0];
    p->code[i].high = (unsigned char)c->at[2];
    c->at += 4;
  } else {
    int i = emit(p, CHAR, 0, 0);
    p->code[i].low = (unsigned char)ch;
  }
}

static void repeated(struct compiler *c) {
  struct program *p = c->program;
  int start = p->length;
  atom(c);
  for (;; c->at++) {
    if (*c->at == '*') {
      insert(p, start, SPLIT, start + 1, p->length + 2);
      emit(p, JUMP, start, 0);
    } else if (*c->at == '+') {
      emit(p, SPLIT, start, p->length + 1);
    } else if (*c->at == '?') {
      insert(p, start, SPLIT, start + 1, p->length + 1);
    } else {
      return;
    }
  }
}

static void alternatives(struct compiler *c) {
  struct program *p = c->program;
  int start = p->length;
  while (*c->at != 0 && *c->at != '|' && *c->at != ')') repeated(c);
  if (*c->at == '|') {
    c->at++;
    insert(p, start, SPLIT, start + 1, p->length + 2);
    int jump = emit(p, JUMP, 0, 0);
    alternatives(c);
    p->code[jump].x = p->length;
  }
}

static void compile(struct program *p, const char *pattern) {
  struct compiler c = {pattern, p};
  p->length = 0;
  alternatives(&c);
  if (*c.at != 0) exit(1);
  emit(p, MATCH, 0, 0);
}

static void add(const struct program *p, struct list *list, int *mark, int generation, int state) {
  if (mark[state] == generation) return;
  mark[state] = generation;
  const struct instruction *i = &p->code[state];
  if (i->op == JUMP) {
    add(p, list, mark, generation, i->x);
  } else if (i->op == SPLIT) {
    add(p, list, mark, generation, i->x);
    add(p, list, mark, generation, i->y);
  } else {
    list->states[list->count++] = state;
  }
}

/* The end of the longest match that starts at `text`, or NULL. */
static const char *match(const struct program *p, const char *text) {
  static int mark[MOST], generation;
  struct list lists[2], *now = &lists[0], *next = &lists[1];
  const char *end = NULL;
  if (generation > 1000000000) {
    memset(mark, 0, sizeof mark);
    generation = 0;
  }
  now->count = 0;
  add(p, now, mark, ++generation, 0);
  for (; now->count > 0; text++) {
    unsigned char ch = (unsigned char)*text;
    generation++;
    next->count = 0;
    for (int k = 0; k < now->count; k++) {
      int state = now->states[k];
      const struct instruction *i = &p->code[state];
      switch (i->op) {
        case CHAR:
          if (ch == i->low) add(p, next, mark, generation, state + 1);
          break;
        case ANY:
          if (ch != 0 && ch != '\n') add(p, next, mark, generation, state + 1);
          break;
        case RANGE:
          if (ch >= i->low && ch <= i->high) add(p, next, mark, generation, state + 1);
          break;
        case MATCH:
          end = text;
          break;
        default:
          break;
      }
    }
    struct list *swap = now;
    now = next;
    next = swap;
    if (ch == 0) break;
  }
  return end;
}

static int matches_all(const struct program *p, const char *text) {
  const char *end = match(p, text);
  return end != NULL && *end == 0;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 4000;
  static const char *const patterns[] = {
    "[a-z]+@[a-z]+(.com|.org|.net)", "([0-9]+-)*[0-9]+", "(a|b)*abb(a|b)*", "x?x?x?x?xxxx",
    "(the|then|there|these)", "[A-Z][a-z]*( [A-Z][a-z]*)+"
  };
  static const char *const pieces[] = {
    "someone@example.org ", "555-12-9 ", "abababbaab ", "xxxxxx", " Ada Lovelace ", "these ", "\n",
    "there is no end ", "1969-07-20 "
  };
  enum { PATTERNS = sizeof patterns / sizeof patterns[0], SIZE = 8192 };
  static struct program programs[PATTERNS];
  static char text[SIZE + 64];
  unsigned seed = 3;
  size_t length = 0;
  while (length < SIZE) {
    seed = seed * 1103515245u + 12345u;
    const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])];
    strcpy(text + length, piece);
    length += strlen(piece);
  }
  for (int i = 0; i < PATTERNS; i++) compile(&programs[i], patterns[i]);
  if (!matches_all(&programs[0], "a@b.org") || matches_all(&programs[0], "a@b.edu")) return 1;
  if (!matches_all(&programs[3], "xxxxxxx") || matches_all(&programs[3], "xxx")) return 1;
  unsigned long result = 0;
  for (long round = 0; round < n; round++) {
    const struct program *p = &programs[round % PATTERNS];
    for (const char *at = text; *at != 0;) {
      const char *end = match(p, at);
      if (end != NULL && end > at) {
        result = result * 31 + (unsigned long)(end - at);
        at = end;
      } else {
        at++;
      }
    }
  }
  printf("result %lu\n", result);
  return 0;
}
