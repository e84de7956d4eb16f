/**
 * Generates the pressure sweep: one C function whose loop keeps N locals alive across a switch.
 * The cases share the locals out among them, so every local is written in the loop, stays live on
 * every path, and has a join after the switch and another at the loop's head.
 */
import { random } from './statistics.ts';

/** The numbers of live locals that the sweep visits. */
export const PRESSURES = [4, 8, 16, 32, 64] as const;

/** A small function to look at in machine code: a loop, a branch, two values merged at a join. */
export const SHOWN_SOURCE = `long weigh(const int *p, long n) {
  long sum = 0, mix = 1;
  for (long i = 0; i < n; i++) {
    if (p[i] > 0) sum += p[i];
    else mix ^= sum;
  }
  return sum * mix;
}
`;

const CASES = 8;

/**
 * C source of `pressure(long n, const unsigned char *ops)` with `locals` live 64-bit locals, and,
 * with `main`, a whole program that runs it and prints a checksum. No header is needed for the
 * function alone.
 */
export function pressureSource(locals: number, seed: number, main = false): string {
  const next = random(seed + locals);
  const pick = (): number => Math.floor(next() * locals);
  const names = Array.from({ length: locals }, (_, i) => `v${i}`);
  const declarations = names.map((name, i) => `  unsigned long ${name} = n + ${i * 7 + 1};`);
  const share = Math.ceil(locals / CASES);
  const cases = Array.from({ length: CASES }, (_, index) => {
    const statements = Array.from({ length: share }, (_, i) =>
      statement((index * share + i) % locals, pick, next),
    );
    return `    case ${index}: ${statements.join(' ')} break;`;
  });
  return [
    ...(main ? ['#include <stdio.h>', '#include <stdlib.h>'] : []),
    'unsigned long pressure(long n, const unsigned char *ops) {',
    ...declarations,
    '  for (long i = 0; i < n; i++) {',
    '    switch (ops[i & 15] & 7) {',
    ...cases,
    '    }',
    '  }',
    `  return ${names.join(' ^ ')};`,
    '}',
    ...(main ? mainLines() : []),
    '',
  ].join('\n');
}

function statement(target: number, pick: () => number, next: () => number): string {
  const [left, right] = [pick(), pick()];
  const operators = ['+', '^', '-', '*'];
  const operator = operators[Math.floor(next() * operators.length)] ?? '+';
  return `v${target} = (v${left} ${operator} v${right}) + ${Math.floor(next() * 90) + 1};`;
}

function mainLines(): string[] {
  return [
    'int main(int argc, char **argv) {',
    '  static unsigned char ops[16];',
    '  long n = argc > 1 ? atol(argv[1]) : 1000;',
    '  for (int i = 0; i < 16; i++) ops[i] = i * 5 + i / 3;',
    '  printf("result %lu\\n", pressure(n, ops));',
    '  return 0;',
    '}',
  ];
}
