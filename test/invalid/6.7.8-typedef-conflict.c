typedef int t;
typedef long t; // error
