// class: parsing
// result: 6321313264033876736 at n=500
// JSON text to a tree, the tree to text again
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct value {
  enum kind kind;
  char *key;
  struct value *next;
  union {
    long number;
    char *string;
    struct value *first;
  } as;
};

struct parser {
  const char *at;
  bool failed;
};

struct builder {
  char *text;
  size_t length, capacity;
};

static void append(struct builder *b, char c) {
  if (b->length + 1 >= b->capacity) {
    b->capacity = b->capacity == 0 ? 64 : 2 * b->capacity;
    b->text = realloc(b->text, b->capacity);
    if (b->text == NULL) exit(1);
  }
  b->text[b->length++] = c;
  b->text[b->length] = 0;
}

static void append_text(struct builder *b, const char *text) {
  while (*text != 0) append(b, *text++);
}

static void skip_spaces(struct parser *p) {
  while (isspace((unsigned char)*p->at)) p->at++;
}

static bool accept(struct parser *p, char c) {
  skip_spaces(p);
  if (*p->at != c) return false;
  p->at++;
  return true;
}

static char *parse_string(struct parser *p) {
  struct builder b = {malloc(16), 0, 16};
  if (b.text == NULL) exit(1);
  b.text[0] = 0;
  while (*p->at != '"') {
    char c = *p->at++;
    if (c == 0) {
      p->failed = true;
      p->at--;
      return b.text;
    }
    if (c == '\\') {
      c = *p->at++;
      switch (c) {
        case 'n': c = '\n'; break;
        case 't': c = '\t'; break;
        case 'r': c = '\r'; break;
        case 'b': c = '\b'; break;
        case 'f': c = '\f'; break;
        case '"': case '\\': case '/': break;
        default: p->failed = true; p->at--; return b.text;
      }
    }
    append(&b, c);
  }
  p->at++;
  return b.text;
}

static bool keyword(struct parser *p, const char *word) {
  size_t length = strlen(word);
  if (strncmp(p->at, word, length) != 0) return false;
  p->at += length;
  return true;
}

static struct value *parse_value(struct parser *p);

static void parse_members(struct parser *p, struct value *into, char close) {
  struct value **link = &into->as.first;
  if (accept(p, close)) return;
  do {
    char *key = NULL;
    if (into->kind == JSON_OBJECT) {
      if (!accept(p, '"')) {
        p->failed = true;
        return;
      }
      key = parse_string(p);
      if (!accept(p, ':')) p->failed = true;
    }
    struct value *member = parse_value(p);
    member->key = key;
    *link = member;
    link = &member->next;
  } while (!p->failed && accept(p, ','));
  if (!accept(p, close)) p->failed = true;
}

static struct value *parse_value(struct parser *p) {
  struct value *v = calloc(1, sizeof *v);
  if (v == NULL) exit(1);
  skip_spaces(p);
  char c = *p->at;
  if (c == '{') {
    p->at++;
    v->kind = JSON_OBJECT;
    parse_members(p, v, '}');
  } else if (c == '[') {
    p->at++;
    v->kind = JSON_ARRAY;
    parse_members(p, v, ']');
  } else if (c == '"') {
    p->at++;
    v->kind = JSON_STRING;
    v->as.string = parse_string(p);
  } else if (c == '-' || isdigit((unsigned char)c)) {
    char *end;
    v->kind = JSON_NUMBER;
    v->as.number = strtol(p->at, &end, 10);
    p->at = end;
  } else if (keyword(p, "true")) {
    v->kind = JSON_TRUE;
  } else if (keyword(p, "false")) {
    v->kind = JSON_FALSE;
  } else if (!keyword(p, "null")) {
    p->failed = true;
  }
  return v;
}

static void print_string(struct builder *b, const char *s) {
  append(b, '"');
  for (; *s != 0; s++) {
    switch (*s) {
      case '\n': append_text(b, "\\n"); break;
      case '\t': append_text(b, "\\t"); break;
      case '"': append_text(b, "\\\""); break;
      case '\\': append_text(b, "\\\\"); break;
      default: append(b, *s);
    }
  }
  append(b, '"');
}

static void print_number(struct builder *b, long number) {
  char digits[24];
  int count = 0;
  unsigned long rest = number < 0 ? 0ul - (unsigned long)number : (unsigned long)number;
  do digits[count++] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0) append(b, '-');
  while (count > 0) append(b, digits[--count]);
}

static void print_value(struct builder *b, const struct value *v) {
  static const char *const words[] = {"null", "false", "true"};
  switch (v->kind) {
    case JSON_NULL: case JSON_FALSE: case JSON_TRUE: append_text(b, words[v->kind]); break;
    case JSON_NUMBER: print_number(b, v->as.number); break;
    case JSON_STRING: print_string(b, v->as.string); break;
    case JSON_ARRAY: case JSON_OBJECT:
      append(b, v->kind == JSON_ARRAY ? '[' : '{');
      for (const struct value *m = v->as.first; m != NULL; m = m->next) {
        if (m->key != NULL) {
          print_string(b, m->key);
          append(b, ':');
        }
        print_value(b, m);
        if (m->next != NULL) append(b, ',');
      }
      append(b, v->kind == JSON_ARRAY ? ']' : '}');
      break;
  }
}

static void release(struct value *v) {
  while (v != NULL) {
    struct value *next = v->next;
    if (v->kind == JSON_STRING) free(v->as.string);
    else if (v->kind == JSON_ARRAY || v->kind == JSON_OBJECT) release(v->as.first);
    free(v->key);
    free(v);
    v = next;
  }
}

static void compose(struct builder *b) {
  append_text(b, "{\n  \"version\": 2,\n  \"records\": [");
  for (long i = 0; i < 600; i++) {
    append_text(b, i > 0 ? ",\n    {\"id\": " : "\n    {\"id\": ");
    print_number(b, i * 7919 % 10007);
    append_text(b, ", \"name\": \"record \\\"");
    print_number(b, i);
    append_text(b, "\\\"\\n\", \"tags\": [\"alpha\", \"beta\\tgamma\", \"\"], \"balance\": ");
    print_number(b, 5000 - i * 31);
    append_text(b, i % 3 == 0 ? ", \"active\": true" : ", \"active\": false, \"parent\": null");
    append_text(b, ", \"nested\": {\"x\": [1, 2, [3, 4]], \"y\": {}}}");
  }
  append_text(b, "\n  ]\n}\n");
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 500;
  struct builder source = {0};
  unsigned long result = 0;
  compose(&source);
  for (long round = 0; round < n; round++) {
    struct parser p = {source.text, false};
    struct builder printed = {0};
    struct value *v = parse_value(&p);
    if (p.failed) return 1;
    print_value(&printed, v);
    for (size_t i = 0; i < printed.length; i++) {
      result = result * 31 + (unsigned char)printed.text[i];
    }
    release(v);
    free(printed.text);
  }
  free(source.text);
  printf("result %lu\n", result);
  return 0;
}
