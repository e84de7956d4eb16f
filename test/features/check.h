/* A feature's test returns 0, or the line of the first check that does not hold. */
#define CHECK(...) do { if (!(__VA_ARGS__)) return __LINE__; } while (0)
