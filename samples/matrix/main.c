// flags: -lm
// Dense matrices: LU decomposition with partial pivoting for determinant, solving and inverse,
// Jacobi rotations for the eigenvalues of a symmetric matrix, and powers of an integer matrix.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct matrix {
  int rows, columns;
  double *cells;  // row by row
};

static struct matrix new_matrix(int rows, int columns) {
  struct matrix m = {rows, columns, calloc((size_t)rows * (size_t)columns, sizeof(double))};
  if (!m.cells) abort();
  return m;
}

static double *cell(const struct matrix *m, int row, int column) {
  return &m->cells[row * m->columns + column];
}

static struct matrix copy_matrix(const struct matrix *m) {
  struct matrix c = new_matrix(m->rows, m->columns);
  memcpy(c.cells, m->cells, (size_t)m->rows * (size_t)m->columns * sizeof(double));
  return c;
}

static struct matrix multiply(const struct matrix *a, const struct matrix *b) {
  struct matrix product = new_matrix(a->rows, b->columns);
  for (int i = 0; i < a->rows; i++) {
    for (int k = 0; k < a->columns; k++) {
      double factor = *cell(a, i, k);
      for (int j = 0; j < b->columns; j++) *cell(&product, i, j) += factor * *cell(b, k, j);
    }
  }
  return product;
}

static void print_matrix(const char *name, const struct matrix *m) {
  printf("%s\n", name);
  for (int i = 0; i < m->rows; i++) {
    for (int j = 0; j < m->columns; j++) {
      double x = *cell(m, i, j);
      printf(" %9.4f", fabs(x) < 0.00005 ? 0 : x);
    }
    putchar('\n');
  }
}

// Decomposes in place; order[i] tells which row of the original stands in row i. Returns the sign
// of that permutation, or 0 if the matrix is singular.
static int decompose(struct matrix *m, int *order) {
  int sign = 1, n = m->rows;
  for (int i = 0; i < n; i++) order[i] = i;
  for (int k = 0; k < n; k++) {
    int pivot = k;
    for (int i = k + 1; i < n; i++) {
      if (fabs(*cell(m, i, k)) > fabs(*cell(m, pivot, k))) pivot = i;
    }
    if (fabs(*cell(m, pivot, k)) < 1e-12) return 0;
    if (pivot != k) {
      for (int j = 0; j < n; j++) {
        double t = *cell(m, k, j);
        *cell(m, k, j) = *cell(m, pivot, j);
        *cell(m, pivot, j) = t;
      }
      int t = order[k];
      order[k] = order[pivot];
      order[pivot] = t;
      sign = -sign;
    }
    for (int i = k + 1; i < n; i++) {
      double factor = *cell(m, i, k) /= *cell(m, k, k);
      for (int j = k + 1; j < n; j++) *cell(m, i, j) -= factor * *cell(m, k, j);
    }
  }
  return sign;
}

static void solve(const struct matrix *lu, const int *order, const double *right, double *x) {
  int n = lu->rows;
  for (int i = 0; i < n; i++) {
    x[i] = right[order[i]];
    for (int j = 0; j < i; j++) x[i] -= *cell(lu, i, j) * x[j];
  }
  for (int i = n - 1; i >= 0; i--) {
    for (int j = i + 1; j < n; j++) x[i] -= *cell(lu, i, j) * x[j];
    x[i] /= *cell(lu, i, i);
  }
}

static struct matrix invert(const struct matrix *lu, const int *order) {
  int n = lu->rows;
  struct matrix inverse = new_matrix(n, n);
  double *unit = calloc((size_t)n * 2, sizeof *unit), *column = unit + n;
  if (!unit) abort();
  for (int j = 0; j < n; j++) {
    unit[j] = 1;
    solve(lu, order, unit, column);
    for (int i = 0; i < n; i++) *cell(&inverse, i, j) = column[i];
    unit[j] = 0;
  }
  free(unit);
  return inverse;
}

// One Jacobi rotation, which makes m[p][q] zero and keeps the matrix symmetric.
static void rotate(struct matrix *m, int p, int q) {
  double off = *cell(m, p, q);
  if (fabs(off) < 1e-15) return;
  double theta = (*cell(m, q, q) - *cell(m, p, p)) / (2 * off);
  double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
  double c = 1 / sqrt(t * t + 1), s = t * c;
  for (int k = 0; k < m->rows; k++) {
    double a = *cell(m, k, p), b = *cell(m, k, q);
    *cell(m, k, p) = c * a - s * b;
    *cell(m, k, q) = s * a + c * b;
  }
  for (int k = 0; k < m->rows; k++) {
    double a = *cell(m, p, k), b = *cell(m, q, k);
    *cell(m, p, k) = c * a - s * b;
    *cell(m, q, k) = s * a + c * b;
  }
}

static int descending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

static void print_eigenvalues(const struct matrix *symmetric) {
  struct matrix m = copy_matrix(symmetric);
  double *values = calloc((size_t)m.rows, sizeof *values), sum = 0;
  if (!values) abort();
  for (int sweep = 0; sweep < 12; sweep++) {
    for (int p = 0; p < m.rows; p++) {
      for (int q = p + 1; q < m.rows; q++) rotate(&m, p, q);
    }
  }
  for (int i = 0; i < m.rows; i++) sum += values[i] = *cell(&m, i, i);
  qsort(values, (size_t)m.rows, sizeof *values, descending);
  printf("eigenvalues");
  for (int i = 0; i < m.rows; i++) printf(" %.4f", values[i]);
  printf(", sum %.4f\n", sum);
  free(values);
  free(m.cells);
}

// The n-th Fibonacci number modulo 2^64: row (a, b) times the powers of {{p, q}, {q, s}}.
static uint64_t fibonacci(unsigned n) {
  uint64_t a = 1, b = 0, p = 1, q = 1, s = 0;
  for (; n; n >>= 1) {
    if (n & 1) {
      uint64_t next = a * p + b * q;
      b = a * q + b * s;
      a = next;
    }
    uint64_t corner = q * q;
    q *= p + s;
    p = p * p + corner;
    s = s * s + corner;
  }
  return b;
}

int main(void) {
  enum { N = 6 };
  struct matrix m = new_matrix(N, N);
  double right[N], x[N];
  int order[N];
  for (int i = 0; i < N; i++) {
    right[i] = i + 1;
    for (int j = 0; j < N; j++) *cell(&m, i, j) = (i * 7 + j * 3) % 11 - (i == j ? 9 : 2);
  }
  print_matrix("matrix", &m);
  struct matrix lu = copy_matrix(&m);
  int sign = decompose(&lu, order);
  double determinant = sign;
  for (int i = 0; i < N; i++) determinant *= *cell(&lu, i, i);
  printf("determinant %.2f\n", determinant);
  solve(&lu, order, right, x);
  printf("solution");
  for (int i = 0; i < N; i++) printf(" %.5f", x[i]);
  struct matrix inverse = invert(&lu, order), identity = multiply(&m, &inverse);
  print_matrix("\ninverse", &inverse);
  print_matrix("matrix times inverse", &identity);
  struct matrix symmetric = new_matrix(N, N);
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) *cell(&symmetric, i, j) = i == j ? i + 4 : 1.0 / (1 + abs(i - j));
  }
  print_eigenvalues(&symmetric);
  for (int j = 0; j < N; j++) *cell(&m, 2, j) = *cell(&m, 0, j) + *cell(&m, 1, j);
  printf("a row that is the sum of two: %s\n", decompose(&m, order) ? "regular" : "singular");
  printf("fibonacci 90 %llu, 1000000 %016llx\n", (unsigned long long)fibonacci(90),
         (unsigned long long)fibonacci(1000000));
  free(m.cells);
  free(lu.cells);
  free(inverse.cells);
  free(identity.cells);
  free(symmetric.cells);
  return 0;
}
