#define NORETURN __attribute__((noreturn))
void stop(void) NORETURN;
int some(int x) { if (x) return 1; }
int all(int x) { if (x) return 1; else return 2; }
int loops(void) { for (;;) ; }
int left(int x) { for (;;) if (x) break; }
int cases(int x) { switch (x) { case 1: return 1; default: stop(); } }
int some_cases(int x) { switch (x) { case 1: return 1; } }
int stops(int x) { if (x) return 1; stop(); }
static int none(void) { }
int value(void) { return; }
void no_value(void) { return 1; }
int *local(void) { int x = none(); return &x; }
