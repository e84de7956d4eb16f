// A small Lisp: integers, symbols, pairs, closures with lexical scope, and tail calls that do not
// grow the stack. Reads expressions from standard input and prints each value.
//
// Special forms: quote, if, define, lambda, let, begin. nil is the empty list and false.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { NUMBER, SYMBOL, PAIR, BUILTIN, CLOSURE };

typedef struct object object;
typedef object *builtin(object *arguments);

struct object {
  enum kind kind;
  union {
    long number;
    const char *name;
    struct { object *head, *tail; };
    struct { builtin *run; const char *builtin_name; };
    struct { object *parameters, *body, *scope; };
  };
};

static object *nil, *truth, *symbols;

static _Noreturn void fail(const char *what, const char *name) {
  printf("error: %s %s\n", what, name);
  exit(1);
}

static object *new_object(enum kind kind) {
  static object *block;
  static int left;
  if (left == 0) {
    left = 1024;
    block = calloc((size_t)left, sizeof *block);
    if (!block) abort();
  }
  left--;
  block->kind = kind;
  return block++;
}

static object *number(long n) {
  object *o = new_object(NUMBER);
  o->number = n;
  return o;
}

static object *cons(object *head, object *tail) {
  object *o = new_object(PAIR);
  *o = (object){PAIR, .head = head, .tail = tail};
  return o;
}

static object *head(object *o) { return o->kind == PAIR ? o->head : nil; }
static object *tail(object *o) { return o->kind == PAIR ? o->tail : nil; }
static object *second(object *o) { return head(tail(o)); }

// Symbols are unique, so that they compare by address.
static object *intern(const char *name) {
  for (object *s = symbols; s; s = s->tail) {
    if (strcmp(s->head->name, name) == 0) return s->head;
  }
  object *o = new_object(SYMBOL);
  char *copy = malloc(strlen(name) + 1);
  if (!copy) abort();
  o->name = strcpy(copy, name);
  symbols = cons(o, symbols);
  return o;
}

// ---- reading

// The next character that is neither space nor comment; it stays in the input.
static int peek(void) {
  int c, in_comment = 0;
  while (isspace(c = getchar()) || c == ';' || (in_comment && c != EOF)) {
    in_comment = c != '\n' && (in_comment || c == ';');
  }
  ungetc(c, stdin);
  return c;
}

static object *read_object(void);

static object *read_list(void) {
  if (peek() == ')') return getchar(), nil;
  object *first = read_object();
  if (first != intern(".")) return cons(first, read_list());
  object *last = read_object();
  return read_list(), last;
}

static object *read_object(void) {
  int c = peek(), length = 0;
  char word[64], *end;
  if (c == EOF) fail("unexpected", "end of input");
  if (c == '(' || c == '\'') getchar();
  if (c == '(') return read_list();
  if (c == '\'') return cons(intern("quote"), cons(read_object(), nil));
  while ((c = getchar()) != EOF && !isspace(c) && c != '(' && c != ')') {
    if (length < 63) word[length++] = (char)c;
  }
  ungetc(c, stdin);
  word[length] = 0;
  long n = strtol(word, &end, 10);
  return *end == 0 && length > 0 ? number(n) : intern(word);
}

static void print(const object *o) {
  switch (o->kind) {
    case NUMBER: printf("%ld", o->number); return;
    case SYMBOL: fputs(o->name, stdout); return;
    case BUILTIN: printf("<%s>", o->builtin_name); return;
    case CLOSURE: fputs("<closure>", stdout); return;
    case PAIR: break;
  }
  putchar('(');
  for (; o->kind == PAIR; o = o->tail) {
    print(o->head);
    if (o->tail->kind == PAIR) putchar(' ');
  }
  if (o != nil) {
    fputs(" . ", stdout);
    print(o);
  }
  putchar(')');
}

// ---- scopes: a list whose head is a list of (name . value) and whose tail is the outer scope

static object *binding(object *scope, const object *name) {
  for (; scope != nil; scope = scope->tail) {
    for (object *b = scope->head; b != nil; b = b->tail) {
      if (b->head->head == name) return b->head;
    }
  }
  return NULL;
}

static void bind(object *scope, object *name, object *value) {
  scope->head = cons(cons(name, value), scope->head);
}

static object *extend(object *scope, object *names, object *values) {
  object *inner = cons(nil, scope);
  for (; names->kind == PAIR; names = names->tail, values = tail(values)) {
    if (values == nil) fail("too few arguments for", names->head->name);
    bind(inner, names->head, values->head);
  }
  if (names != nil) bind(inner, names, values);
  return inner;
}

// ---- evaluating

static object *evaluate(object *o, object *scope);

static object *evaluate_list(object *list, object *scope) {
  if (list == nil) return nil;
  object *first = evaluate(list->head, scope);
  return cons(first, evaluate_list(list->tail, scope));
}

static object *make_closure(object *parameters, object *body, object *scope) {
  object *o = new_object(CLOSURE);
  *o = (object){CLOSURE, .parameters = parameters, .body = body, .scope = scope};
  return o;
}

static object *define(object *form, object *scope) {
  object *name = head(form), *value;
  if (name->kind == PAIR) {
    value = make_closure(name->tail, tail(form), scope);
    name = name->head;
  } else {
    value = evaluate(second(form), scope);
  }
  object *old = binding(cons(scope->head, nil), name);
  if (old) old->tail = value;
  else bind(scope, name, value);
  return name;
}

// All but the last expression of a body; the last one is left to the caller's loop.
static object *all_but_last(object *body, object *scope) {
  for (; tail(body) != nil; body = body->tail) evaluate(body->head, scope);
  return head(body);
}

static object *evaluate(object *o, object *scope) {
  for (;;) {
    if (o->kind == SYMBOL && o != nil) {
      object *b = binding(scope, o);
      if (!b) fail("unbound", o->name);
      return b->tail;
    }
    if (o->kind != PAIR) return o;
    const char *form = o->head->kind == SYMBOL ? o->head->name : "";
    object *rest = o->tail;
    if (strcmp(form, "quote") == 0) return head(rest);
    if (strcmp(form, "define") == 0) return define(rest, scope);
    if (strcmp(form, "lambda") == 0) return make_closure(head(rest), tail(rest), scope);
    if (strcmp(form, "if") == 0) {
      object *branches = tail(rest);
      o = evaluate(head(rest), scope) != nil ? head(branches) : second(branches);
    } else if (strcmp(form, "begin") == 0) {
      o = all_but_last(rest, scope);
    } else if (strcmp(form, "let") == 0) {
      object *inner = cons(nil, scope);
      for (object *b = head(rest); b != nil; b = b->tail) {
        bind(inner, b->head->head, evaluate(second(b->head), scope));
      }
      scope = inner;
      o = all_but_last(tail(rest), scope);
    } else {
      object *f = evaluate(o->head, scope), *arguments = evaluate_list(rest, scope);
      if (f->kind == BUILTIN) return f->run(arguments);
      if (f->kind != CLOSURE) fail("not a function:", form);
      scope = extend(f->scope, f->parameters, arguments);
      o = all_but_last(f->body, scope);
    }
  }
}

// ---- builtins

static object *bool_object(int c) { return c ? truth : nil; }

static long integer(const object *o) {
  if (o->kind != NUMBER) fail("not a number:", o->kind == SYMBOL ? o->name : "an object");
  return o->number;
}

// A builtin of two numbers, x and y.
#define NUMERIC(name, result) \
  static object *name(object *a) { \
    long x = integer(head(a)), y = integer(second(a)); \
    return result; \
  }
NUMERIC(subtract, number(x - y))
NUMERIC(multiply, number(x * y))
NUMERIC(divide, y ? number(x / y) : nil)
NUMERIC(modulo, y ? number(x % y) : nil)
NUMERIC(less, bool_object(x < y))
NUMERIC(same, bool_object(x == y))

static object *add(object *a) {
  long sum = 0;
  for (; a != nil; a = a->tail) sum += integer(a->head);
  return number(sum);
}
static object *make_pair(object *a) { return cons(head(a), second(a)); }
static object *pair_head(object *a) { return head(head(a)); }
static object *pair_tail(object *a) { return tail(head(a)); }
static object *is_pair(object *a) { return bool_object(head(a)->kind == PAIR); }
static object *make_list(object *a) { return a; }

static const struct { const char *name; builtin *run; } builtins[] = {
  {"+", add}, {"-", subtract}, {"*", multiply}, {"/", divide}, {"%", modulo}, {"<", less},
  {"=", same}, {"cons", make_pair}, {"head", pair_head}, {"tail", pair_tail},
  {"pair?", is_pair}, {"list", make_list},
};

int main(void) {
  nil = new_object(SYMBOL);
  nil->name = "nil";
  symbols = cons(nil, NULL);
  truth = intern("t");
  object *global = cons(nil, nil);
  bind(global, truth, truth);
  for (size_t i = 0; i < sizeof builtins / sizeof builtins[0]; i++) {
    object *o = new_object(BUILTIN);
    o->run = builtins[i].run;
    o->builtin_name = builtins[i].name;
    bind(global, intern(builtins[i].name), o);
  }
  while (peek() != EOF) {
    print(evaluate(read_object(), global));
    putchar('\n');
  }
  return 0;
}
