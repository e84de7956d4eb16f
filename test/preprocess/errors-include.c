/* A header that is not there ends it. */
int before;
#include "headers/includes-missing.h"
int after;
