struct flags { unsigned low : 3; int middle : 5; unsigned long high : 40; } f = {5, -3, 1};
int set(struct flags *p, int v) { return p->middle = v; }
int main(void) { return set(&f, 17) + 15 + f.low - 5; }
