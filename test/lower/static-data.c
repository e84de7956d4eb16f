struct item { char tag; unsigned a : 4, b : 4; const char *name; double value; int rest[20]; };
static struct item items[2] = {{'x', 3, 9, "abc" + 1, 1.5, {1, 2}}, {.name = 0, .rest = {[19] = 7}}};
int *const inside = &items[1].rest[19];
int main(void) { return items[0].b - 9 + *items[0].name - 'b' + *inside - 7; }
