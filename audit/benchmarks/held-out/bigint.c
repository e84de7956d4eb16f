// class: bignum
// result: 14678025050368244357 at n=8000
// factorials and Fibonacci numbers of any length, printed in decimal
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint32_t *limbs;
  size_t count, capacity;
} bigint;

static void reserve(bigint *x, size_t capacity) {
  if (capacity <= x->capacity) return;
  x->capacity = capacity > 2 * x->capacity ? capacity : 2 * x->capacity;
  x->limbs = realloc(x->limbs, x->capacity * sizeof *x->limbs);
  if (x->limbs == NULL) exit(1);
}

static void trim(bigint *x) {
  while (x->count > 0 && x->limbs[x->count - 1] == 0) x->count--;
}

static void set(bigint *x, uint32_t value) {
  reserve(x, 1);
  x->limbs[0] = value;
  x->count = value != 0;
}

static void copy(bigint *to, const bigint *from) {
  reserve(to, from->count);
  if (from->count > 0) memcpy(to->limbs, from->limbs, from->count * sizeof *from->limbs);
  to->count = from->count;
}

static void multiply_small(bigint *x, uint32_t factor) {
  uint64_t carry = 0;
  for (size_t i = 0; i < x->count; i++) {
    carry += (uint64_t)x->limbs[i] * factor;
    x->limbs[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry != 0) {
    reserve(x, x->count + 1);
    x->limbs[x->count++] = (uint32_t)carry;
  }
}

/* Divides in place and returns the remainder. */
static uint32_t divide_small(bigint *x, uint32_t divisor) {
  uint64_t rest = 0;
  for (size_t i = x->count; i-- > 0;) {
    rest = rest << 32 | x->limbs[i];
    x->limbs[i] = (uint32_t)(rest / divisor);
    rest %= divisor;
  }
  trim(x);
  return (uint32_t)rest;
}

/* a += b */
static void add(bigint *a, const bigint *b) {
  size_t count = a->count > b->count ? a->count : b->count;
  uint64_t carry = 0;
  reserve(a, count + 1);
  for (size_t i = 0; i < count; i++) {
    if (i < a->count) carry += a->limbs[i];
    if (i < b->count) carry += b->limbs[i];
    a->limbs[i] = (uint32_t)carry;
    carry >>= 32;
  }
  a->limbs[count] = (uint32_t)carry;
  a->count = count + 1;
  trim(a);
}

/* a -= b, which is not greater */
static void subtract(bigint *a, const bigint *b) {
  uint32_t borrow = 0;
  for (size_t i = 0; i < a->count; i++) {
    uint64_t take = (uint64_t)borrow + (i < b->count ? b->limbs[i] : 0);
    borrow = a->limbs[i] < take;
    a->limbs[i] = (uint32_t)(a->limbs[i] - take);
  }
  trim(a);
}

/* to = a * b; `to` is neither of them */
static void multiply(bigint *to, const bigint *a, const bigint *b) {
  reserve(to, a->count + b->count + 1);
  memset(to->limbs, 0, (a->count + b->count) * sizeof *to->limbs);
  for (size_t i = 0; i < a->count; i++) {
    uint64_t carry = 0;
    for (size_t j = 0; j < b->count; j++) {
      carry += (uint64_t)a->limbs[i] * b->limbs[j] + to->limbs[i + j];
      to->limbs[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    to->limbs[i + b->count] = (uint32_t)carry;
  }
  to->count = a->count + b->count;
  trim(to);
}

static int equal(const bigint *a, const bigint *b) {
  if (a->count != b->count) return 0;
  return a->count == 0 || memcmp(a->limbs, b->limbs, a->count * sizeof *a->limbs) == 0;
}

static uint64_t decimal_hash(const bigint *x) {
  bigint rest = {NULL, 0, 0};
  uint64_t hash = 14695981039346656037u;
  copy(&rest, x);
  while (rest.count > 0) hash = (hash ^ divide_small(&rest, 1000000000)) * 1099511628211u;
  free(rest.limbs);
  return hash;
}

/* F(k) and F(k + 1) by doubling. */
static void fibonacci(uint32_t k, bigint *f, bigint *g) {
  if (k == 0) {
    set(f, 0);
    set(g, 1);
    return;
  }
  bigint a = {NULL, 0, 0}, b = {NULL, 0, 0}, t = {NULL, 0, 0};
  fibonacci(k / 2, &a, &b);
  copy(&t, &b);
  add(&t, &b);
  subtract(&t, &a);
  multiply(f, &a, &t);
  multiply(g, &a, &a);
  multiply(&t, &b, &b);
  add(g, &t);
  if (k % 2 == 1) {
    copy(&t, f);
    add(&t, g);
    copy(f, g);
    copy(g, &t);
  }
  free(a.limbs);
  free(b.limbs);
  free(t.limbs);
}

int main(int argc, char **argv) {
  uint32_t n = argc > 1 ? (uint32_t)atol(argv[1]) : 8000;
  bigint factorial = {NULL, 0, 0}, f = {NULL, 0, 0}, g = {NULL, 0, 0}, h = {NULL, 0, 0};
  uint64_t result = 0;
  set(&factorial, 1);
  for (uint32_t i = 2; i <= 2 * n; i++) multiply_small(&factorial, i);
  result = decimal_hash(&factorial);
  for (uint32_t i = 2 * n; i >= 2; i--) {
    if (divide_small(&factorial, i) != 0) return 1;
  }
  if (factorial.count != 1 || factorial.limbs[0] != 1) return 1;
  fibonacci(60 * n, &f, &g);
  fibonacci(60 * n + 1, &g, &h);
  add(&f, &g);
  if (!equal(&f, &h)) return 1;
  result = result * 31 + decimal_hash(&f);
  printf("result %llu\n", (unsigned long long)result);
  free(factorial.limbs);
  free(f.limbs);
  free(g.limbs);
  free(h.limbs);
  return 0;
}
