// Draws the Mandelbrot set in fixed-point arithmetic, writes it as a PNG file in memory, with its
// own deflate, CRC-32 and Adler-32, and prints the file in base64 (base64 -d makes the picture).
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 96, HEIGHT = 64, ROW = WIDTH + 1, COLOURS = 32, MAX_MATCH = 258 };

struct bytes {
  uint8_t *data;
  size_t length, room;
};

static void put(struct bytes *b, unsigned byte) {
  if (b->length == b->room) {
    b->room = b->room ? b->room * 2 : 256;
    b->data = realloc(b->data, b->room);
    if (!b->data) abort();
  }
  b->data[b->length++] = (uint8_t)byte;
}

static void put32(struct bytes *b, uint32_t word) {
  for (int shift = 24; shift >= 0; shift -= 8) put(b, word >> shift & 255);
}

static uint32_t crc32(const uint8_t *p, size_t n) {
  uint32_t crc = ~0u;
  while (n-- > 0) {
    crc ^= *p++;
    for (int i = 0; i < 8; i++) crc = crc >> 1 ^ (0xedb88320u & -(crc & 1));
  }
  return ~crc;
}

static uint32_t adler32(const uint8_t *p, size_t n) {
  uint32_t low = 1, high = 0;
  while (n-- > 0) {
    low = (low + *p++) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

// ---- deflate (RFC 1951), one block with the fixed Huffman codes

struct bits {
  struct bytes *out;
  uint32_t held;
  int count;
};

static void put_bits(struct bits *b, unsigned value, int width) {
  b->held |= (uint32_t)value << b->count;
  for (b->count += width; b->count >= 8; b->count -= 8) {
    put(b->out, b->held & 255);
    b->held >>= 8;
  }
}

// Huffman codes go out from their most significant bit.
static void put_code(struct bits *b, unsigned code, int width) {
  while (width-- > 0) put_bits(b, code >> width & 1, 1);
}

static void put_symbol(struct bits *b, unsigned symbol) {
  if (symbol < 144) put_code(b, 0x30 + symbol, 8);
  else if (symbol < 256) put_code(b, 0x190 + symbol - 144, 9);
  else if (symbol < 280) put_code(b, symbol - 256, 7);
  else put_code(b, 0xc0 + symbol - 280, 8);
}

// Length and distance classes double in width every `per_width` classes.
static void put_class(struct bits *b, unsigned value, int is_length) {
  unsigned per_width = is_length ? 4 : 2, class = 0, base = 0, extra = 0;
  for (;; class++) {
    if (class >= 2 * per_width && class % per_width == 0) extra++;
    if (value < base + (1u << extra)) break;
    base += 1u << extra;
  }
  if (is_length) put_symbol(b, 257 + class);
  else put_code(b, class, 5);
  put_bits(b, value - base, (int)extra);
}

static void put_match(struct bits *b, unsigned length, unsigned distance) {
  if (length == MAX_MATCH) put_symbol(b, 285);
  else put_class(b, length - 3, 1);
  put_class(b, distance - 1, 0);
}

static unsigned match_length(const uint8_t *p, size_t at, size_t end, size_t distance) {
  unsigned n = 0;
  if (distance > at) return 0;
  while (at + n < end && n < MAX_MATCH && p[at + n] == p[at + n - distance]) n++;
  return n;
}

static void deflate(struct bytes *out, const uint8_t *p, size_t n) {
  static const size_t distances[] = {1, 2, ROW - 1, ROW, ROW + 1};  // runs and the row above
  struct bits b = {out, 0, 0};
  put_bits(&b, 1, 1);
  put_bits(&b, 1, 2);
  for (size_t at = 0; at < n;) {
    unsigned best = 0;
    size_t distance = 0;
    for (size_t i = 0; i < sizeof distances / sizeof distances[0]; i++) {
      unsigned length = match_length(p, at, n, distances[i]);
      if (length > best) {
        best = length;
        distance = distances[i];
      }
    }
    if (best >= 3) {
      put_match(&b, best, (unsigned)distance);
      at += best;
    } else {
      put_symbol(&b, p[at++]);
    }
  }
  put_symbol(&b, 256);
  put_bits(&b, 0, 7);
}

// ---- PNG

static void put_chunk(struct bytes *file, const char *type, const struct bytes *content) {
  put32(file, (uint32_t)content->length);
  size_t start = file->length;
  for (int i = 0; i < 4; i++) put(file, (unsigned char)type[i]);
  for (size_t i = 0; i < content->length; i++) put(file, content->data[i]);
  put32(file, crc32(file->data + start, file->length - start));
}

static void write_png(struct bytes *file, const uint8_t *rows) {
  struct bytes header = {0}, palette = {0}, image = {0}, nothing = {0};
  static const uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  for (size_t i = 0; i < sizeof signature; i++) put(file, signature[i]);
  put32(&header, WIDTH);
  put32(&header, HEIGHT);
  put32(&header, 0x08030000);  // 8 bits, palette
  put(&header, 0);
  for (unsigned i = 0; i < COLOURS; i++) {
    put(&palette, i == COLOURS - 1 ? 0 : i * i * 255 / (COLOURS * COLOURS));
    put(&palette, i == COLOURS - 1 ? 0 : i * 255 / COLOURS);
    put(&palette, i == COLOURS - 1 ? 40 : 255 - i * 4);
  }
  put(&image, 0x78);  // zlib header (RFC 1950)
  put(&image, 0x01);
  deflate(&image, rows, ROW * HEIGHT);
  put32(&image, adler32(rows, ROW * HEIGHT));
  put_chunk(file, "IHDR", &header);
  put_chunk(file, "PLTE", &palette);
  put_chunk(file, "IDAT", &image);
  put_chunk(file, "IEND", &nothing);
  free(header.data);
  free(palette.data);
  free(image.data);
}

static int escape_time(int64_t cx, int64_t cy) {
  int64_t x = 0, y = 0;
  for (int n = 0; n < COLOURS - 1; n++) {
    int64_t xx = x * x >> 24, yy = y * y >> 24;
    if (xx + yy > 4 << 24) return n;
    y = (x * y >> 23) + cy;
    x = xx - yy + cx;
  }
  return COLOURS - 1;
}

static void print_base64(const struct bytes *b) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t at = 0; at < b->length; at += 3) {
    uint32_t word = 0;
    size_t n = b->length - at < 3 ? b->length - at : 3;
    for (size_t i = 0; i < 3; i++) word = word << 8 | (i < n ? b->data[at + i] : 0);
    for (size_t i = 0; i < 4; i++) putchar(i <= n ? digits[word >> (18 - 6 * i) & 63] : '=');
    if (at / 3 % 19 == 18 || at + 3 >= b->length) putchar('\n');
  }
}

int main(void) {
  static uint8_t rows[HEIGHT][ROW];  // each row begins with its filter type, none
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      int64_t cx = (x - 68) * ((int64_t)1 << 24) / 32, cy = (y - 32) * ((int64_t)1 << 24) / 26;
      rows[y][x + 1] = (uint8_t)escape_time(cx, cy);
    }
  }
  struct bytes file = {0};
  write_png(&file, rows[0]);
  print_base64(&file);
  free(file.data);
  return 0;
}
