// proves: bit-fields are laid out as the ABI says: packed low to high, never across their type
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct three { unsigned a : 3, b : 5, c : 24; };
struct straddle { unsigned a : 20; unsigned b : 20; };
struct mixed { unsigned char a : 4; unsigned short b : 9; unsigned c : 17; };
struct zero { unsigned a : 3; unsigned : 0; unsigned b : 3; };
struct after { char c; int f : 7; char d; };
struct wide { uint64_t low : 33; uint64_t high : 31; };
union view { struct three f; uint32_t word; };

int main(void) {
  CHECK(sizeof(struct three) == 4);
  CHECK(sizeof(struct straddle) == 8);
  CHECK(sizeof(struct mixed) == 8 || sizeof(struct mixed) == 4);
  CHECK(sizeof(struct zero) == 8);
  CHECK(sizeof(struct after) == 4);
  CHECK(sizeof(struct wide) == 8);
  union view v = {{5, 17, 0xabcdef}};
  CHECK(v.word == (5u | 17u << 3 | 0xabcdefu << 8));
  struct straddle s = {0xfffff, 0x12345};
  uint32_t words[2];
  memcpy(words, &s, sizeof words);
  CHECK((words[0] & 0xfffff) == 0xfffff && (words[1] & 0xfffff) == 0x12345);
  struct wide w = {0x1ffffffffull, 0x12345678};
  uint64_t both;
  memcpy(&both, &w, sizeof both);
  CHECK(both == (0x1ffffffffull | 0x12345678ull << 33));
  struct after x = {1, -3, 2};
  CHECK(x.c == 1 && x.f == -3 && x.d == 2);
  CHECK(((char *)&x)[2] == 2);
  return 0;
}
