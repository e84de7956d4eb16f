/* _Noreturn (7.23). */
#ifndef _GOODHART_STDNORETURN_H
#define _GOODHART_STDNORETURN_H
#define noreturn _Noreturn
#endif
