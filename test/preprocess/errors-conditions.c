/* Faults of conditionals and their expressions. */
#else
#endif
#elif 1
#foo
#if
#endif
#if 1 +
#endif
#if 1 1
#endif
#if (1
#endif
#if 1.0
#endif
#if "a"
#endif
#if 1/0
#endif
#if 12abc
#endif
#if f(1)
#endif
#if 1 ? 2
#endif
#if 1)
#endif
#if 0
#else
#else
#endif
#ifdef A
