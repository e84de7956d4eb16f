// Reads a JSON text from standard input and prints it indented by two spaces, members in their
// order, numbers and strings as they were written. A fault is told with its line and column.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { LITERAL, ARRAY, OBJECT };

// One value. Members of an array or object hang on `first` and are chained by `next`; `text` is
// the source text of a literal (a number, a string with its quotes, true, false, null).
struct value {
  enum kind kind;
  const char *text;
  int length;
  const char *key;
  int key_length;
  struct value *first, *next;
};

struct reader {
  const char *start, *at;
};

static _Noreturn void fail(const struct reader *r, const char *expected) {
  int line = 1, column = 1;
  for (const char *p = r->start; p < r->at; p++) {
    column = *p == '\n' ? 1 : column + 1;
    line += *p == '\n';
  }
  printf("%d:%d: expected %s\n", line, column, expected);
  exit(1);
}

static struct value *new_value(enum kind kind) {
  struct value *v = calloc(1, sizeof *v);
  if (!v) abort();
  v->kind = kind;
  return v;
}

static void skip_space(struct reader *r) {
  while (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r') r->at++;
}

static int accept(struct reader *r, char c) {
  skip_space(r);
  if (*r->at != c) return 0;
  r->at++;
  return 1;
}

static void read_string(struct reader *r) {
  if (*r->at != '"') fail(r, "a string");
  for (r->at++; *r->at != '"'; r->at++) {
    if ((unsigned char)*r->at < ' ') fail(r, "a closing quote");
    if (*r->at != '\\') continue;
    r->at++;
    if (*r->at == 'u') {
      for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)*++r->at)) fail(r, "four hexadecimal digits");
      }
    } else if (!*r->at || !strchr("\"\\/bfnrt", *r->at)) {
      fail(r, "an escape character");
    }
  }
  r->at++;
}

static void read_digits(struct reader *r) {
  if (!isdigit((unsigned char)*r->at)) fail(r, "a digit");
  while (isdigit((unsigned char)*r->at)) r->at++;
}

static void read_number(struct reader *r) {
  if (*r->at == '-') r->at++;
  if (*r->at == '0') r->at++;
  else read_digits(r);
  if (*r->at == '.') {
    r->at++;
    read_digits(r);
  }
  if (*r->at == 'e' || *r->at == 'E') {
    r->at++;
    if (*r->at == '+' || *r->at == '-') r->at++;
    read_digits(r);
  }
}

static void read_word(struct reader *r) {
  static const char *const words[] = {"true", "false", "null"};
  for (int i = 0; i < 3; i++) {
    size_t n = strlen(words[i]);
    if (strncmp(r->at, words[i], n) == 0) {
      r->at += n;
      return;
    }
  }
  fail(r, "a value");
}

static struct value *read_value(struct reader *r);

static struct value *read_members(struct reader *r, enum kind kind, char close) {
  struct value *list = new_value(kind), **end = &list->first;
  r->at++;
  if (accept(r, close)) return list;
  do {
    skip_space(r);
    const char *key = r->at;
    int key_length = 0;
    if (kind == OBJECT) {
      read_string(r);
      key_length = (int)(r->at - key);
      if (!accept(r, ':')) fail(r, "':'");
    }
    *end = read_value(r);
    (*end)->key = key;
    (*end)->key_length = key_length;
    end = &(*end)->next;
  } while (accept(r, ','));
  if (!accept(r, close)) fail(r, kind == OBJECT ? "',' or '}'" : "',' or ']'");
  return list;
}

static struct value *read_value(struct reader *r) {
  skip_space(r);
  if (*r->at == '{') return read_members(r, OBJECT, '}');
  if (*r->at == '[') return read_members(r, ARRAY, ']');
  struct value *v = new_value(LITERAL);
  v->text = r->at;
  if (*r->at == '"') read_string(r);
  else if (*r->at == '-' || isdigit((unsigned char)*r->at)) read_number(r);
  else read_word(r);
  v->length = (int)(r->at - v->text);
  return v;
}

static void print_value(const struct value *v, int indent) {
  if (v->kind == LITERAL) {
    printf("%.*s", v->length, v->text);
    return;
  }
  const char *brackets = v->kind == OBJECT ? "{}" : "[]";
  putchar(brackets[0]);
  for (const struct value *member = v->first; member; member = member->next) {
    printf("\n%*s", indent + 2, "");
    if (v->kind == OBJECT) printf("%.*s: ", member->key_length, member->key);
    print_value(member, indent + 2);
    if (member->next) putchar(',');
  }
  if (v->first) printf("\n%*s", indent, "");
  putchar(brackets[1]);
}

static void free_value(struct value *v) {
  for (struct value *member = v->first, *next; member; member = next) {
    next = member->next;
    free_value(member);
  }
  free(v);
}

static char *read_all(FILE *in) {
  size_t used = 0, room = 256, got;
  char *text = malloc(room);
  if (!text) abort();
  while ((got = fread(text + used, 1, room - used - 1, in)) > 0) {
    used += got;
    if (room - used > 1) continue;
    text = realloc(text, room *= 2);
    if (!text) abort();
  }
  text[used] = 0;
  return text;
}

int main(void) {
  char *text = read_all(stdin);
  struct reader r = {text, text};
  struct value *v = read_value(&r);
  skip_space(&r);
  if (*r.at) fail(&r, "the end");
  print_value(v, 0);
  putchar('\n');
  free_value(v);
  free(text);
  return 0;
}
