int a;
#include "there-is-no-such-header.h" // error
