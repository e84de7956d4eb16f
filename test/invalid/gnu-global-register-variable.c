register void *p asm("rbx"); // error
int main(void) { return p != 0; }
