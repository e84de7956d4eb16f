// Matches lines against patterns with a Thompson machine: the pattern becomes a small program, and
// all its threads advance together over the text, so that no pattern takes exponential time.
// Syntax: literals . [a-z] [^a-z] ( ) | * + ? ^ $ and \ before a special character.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum op { CHAR, ANY, CLASS, SPLIT, JUMP, BEGIN, END, MATCH };

struct instruction {
  enum op op;
  int x, y;           // CHAR: x is the character; SPLIT and JUMP: targets
  unsigned char set[32];  // CLASS: a bit for each byte
};

struct regex {
  struct instruction code[256];
  int length;
  const char *at, *error;
};

static int emit(struct regex *r, enum op op, int x, int y) {
  if (r->length == 256) {
    r->error = "pattern too long";
    return 0;
  }
  r->code[r->length] = (struct instruction){.op = op, .x = x, .y = y};
  return r->length++;
}

// Makes room for one instruction before position `at`; targets at or behind it move along.
static void insert(struct regex *r, int at, enum op op) {
  emit(r, JUMP, 0, 0);
  memmove(&r->code[at + 1], &r->code[at], (size_t)(r->length - 1 - at) * sizeof r->code[0]);
  r->code[at] = (struct instruction){.op = op};
  for (int i = at + 1; i < r->length; i++) {
    struct instruction *n = &r->code[i];
    if (n->op != SPLIT && n->op != JUMP) continue;
    if (n->x >= at) n->x++;
    if (n->y >= at) n->y++;
  }
}

static void parse_alternatives(struct regex *r);

static void parse_class(struct regex *r) {
  int negated = *r->at == '^';
  struct instruction *n = &r->code[emit(r, CLASS, 0, 0)];
  if (negated) r->at++;
  do {
    int low = (unsigned char)*r->at++, high = low;
    if (low == 0) {
      r->error = "missing ]";
      r->at--;
      return;
    }
    if (r->at[0] == '-' && r->at[1] != ']' && r->at[1] != 0) {
      high = (unsigned char)r->at[1];
      r->at += 2;
    }
    for (int c = low; c <= high; c++) n->set[c / 8] |= (unsigned char)(1 << c % 8);
  } while (*r->at != ']');
  r->at++;
  if (!negated) return;
  for (int i = 0; i < 32; i++) n->set[i] = (unsigned char)~n->set[i];
}

static void parse_atom(struct regex *r) {
  char c = *r->at++;
  switch (c) {
    case '.': emit(r, ANY, 0, 0); return;
    case '^': emit(r, BEGIN, 0, 0); return;
    case '$': emit(r, END, 0, 0); return;
    case '[': parse_class(r); return;
    case '(':
      parse_alternatives(r);
      if (*r->at == ')') r->at++;
      else r->error = "missing )";
      return;
    case '*': case '+': case '?': r->error = "nothing to repeat"; return;
    case '\\': if (*r->at) c = *r->at++; break;
    default: break;
  }
  emit(r, CHAR, (unsigned char)c, 0);
}

static void parse_sequence(struct regex *r) {
  while (*r->at && *r->at != '|' && *r->at != ')' && !r->error) {
    int start = r->length;
    parse_atom(r);
    switch (*r->at) {
      case '*':
        insert(r, start, SPLIT);
        emit(r, JUMP, start, start);
        r->code[start].x = start + 1;
        r->code[start].y = r->length;
        break;
      case '+': emit(r, SPLIT, start, r->length + 1); break;
      case '?':
        insert(r, start, SPLIT);
        r->code[start].x = start + 1;
        r->code[start].y = r->length;
        break;
      default: continue;
    }
    r->at++;
  }
}

static void parse_alternatives(struct regex *r) {
  int start = r->length;
  parse_sequence(r);
  if (*r->at != '|' || r->error) return;
  r->at++;
  insert(r, start, SPLIT);
  int jump = emit(r, JUMP, 0, 0);
  r->code[start].x = start + 1;
  r->code[start].y = r->length;
  parse_alternatives(r);
  r->code[jump].x = r->code[jump].y = r->length;
}

static void compile(struct regex *r, const char *pattern) {
  *r = (struct regex){.at = pattern};
  parse_alternatives(r);
  if (*r->at && !r->error) r->error = "unexpected )";
  emit(r, MATCH, 0, 0);
}

// The threads alive at one position of the text; `in` tells membership.
struct threads {
  int list[256], count;
  unsigned char in[256];
};

static void add_thread(const struct regex *r, struct threads *t, int pc, int first, int last) {
  if (t->in[pc]) return;
  t->in[pc] = 1;
  const struct instruction *n = &r->code[pc];
  switch (n->op) {
    case JUMP: add_thread(r, t, n->x, first, last); return;
    case SPLIT:
      add_thread(r, t, n->x, first, last);
      add_thread(r, t, n->y, first, last);
      return;
    case BEGIN: if (first) add_thread(r, t, pc + 1, first, last); return;
    case END: if (last) add_thread(r, t, pc + 1, first, last); return;
    default: t->list[t->count++] = pc;
  }
}

static int accepts(const struct instruction *n, int c) {
  switch (n->op) {
    case CHAR: return n->x == c;
    case ANY: return 1;
    case CLASS: return n->set[c / 8] >> c % 8 & 1;
    default: return 0;
  }
}

// The length of the longest match that begins at text[start], or -1.
static int match_at(const struct regex *r, const char *text, int start) {
  struct threads now = {.count = 0}, next;
  int longest = -1;
  add_thread(r, &now, 0, start == 0, text[start] == 0);
  for (int at = start; now.count > 0; at++, now = next) {
    int c = (unsigned char)text[at];
    next = (struct threads){.count = 0};
    for (int i = 0; i < now.count; i++) {
      const struct instruction *n = &r->code[now.list[i]];
      if (n->op == MATCH) longest = at - start;
      else if (c && accepts(n, c)) add_thread(r, &next, now.list[i] + 1, 0, text[at + 1] == 0);
    }
  }
  return longest;
}

int main(void) {
  static struct regex r;
  char line[256];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    if (line[0] == '/') {
      compile(&r, line + 1);
      printf("%s  (%d instructions)%s%s\n", line, r.length, r.error ? " error: " : "",
             r.error ? r.error : "");
      continue;
    }
    if (r.error) continue;
    int start = 0, length;
    while ((length = match_at(&r, line, start)) < 0 && line[start]) start++;
    if (length < 0) printf("    no match in \"%s\"\n", line);
    else printf("    %d+%d \"%.*s\" in \"%s\"\n", start, length, length, line + start, line);
  }
  return 0;
}
