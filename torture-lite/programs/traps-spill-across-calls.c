// proves: values of every class live across a recursive call come back unchanged
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct pair { int a; double b; };

static int64_t tree(int depth, int8_t i8, uint16_t u16, int32_t i32, uint64_t u64, float f,
                    double d, const char *s, struct pair p) {
  if (depth == 0) return i8 + u16 + i32 + (int64_t)u64 + (int64_t)(f * 2) + (int64_t)d + *s + p.a;
  int64_t left = tree(depth - 1, (int8_t)-i8, u16, i32 + 1, u64 << 1, f * 2, d / 2, s + 1, p);
  CHECK(depth > 0 && *s == 'a' + 4 - depth);
  p.a += 1;
  int64_t right = tree(depth - 1, i8, (uint16_t)(u16 + 1), -i32, u64, f, d, s + 1, p);
  p.b *= 2;
  CHECK(p.b == 5.0);
  return left * 3 + right + i8 + u16 + i32 + (int64_t)u64 + (int64_t)f + (int64_t)d + p.a;
}

static int64_t flat(int depth, const int64_t *in) {
  int64_t i8 = in[0], u16 = in[1], i32 = in[2], u64 = in[3], f = in[4], d = in[5], a = in[6];
  if (depth == 0) return i8 + u16 + i32 + u64 + f * 2 + d + 'e' + a;
  int64_t left[7] = {-i8, u16, i32 + 1, u64 * 2, f * 2, d / 2, a};
  int64_t right[7] = {i8, u16 + 1, -i32, u64, f, d, a + 1};
  return flat(depth - 1, left) * 3 + flat(depth - 1, right) + i8 + u16 + i32 + u64 + f + d + a + 1;
}

static int64_t (*volatile f)(int, int8_t, uint16_t, int32_t, uint64_t, float, double, const char *,
                             struct pair) = tree;

int main(void) {
  int64_t in[7] = {-3, 1000, 70000, 5, 3, 64, 11};
  struct pair p = {11, 2.5};
  CHECK(f(4, -3, 1000, 70000, 5, 3.0f, 64.0, "abcde", p) == flat(4, in));
  CHECK(f(1, 100, 65534, -1, 1, 0.0f, -8.0, "de", p) ==
        flat(1, (int64_t[]){100, 65534, -1, 1, 0, -8, 11}));
  return 0;
}
