import { describe, expect, test } from 'vitest';
import { NO_WRAP } from '../../compiler/ir/ir.ts';
import { IrSyntaxError } from '../../compiler/ir/lex.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { printModule } from '../../compiler/ir/print.ts';
import { verifyModule } from '../../compiler/ir/verify.ts';
import { EVERYTHING, PROGRAM } from './programs.ts';

describe('text form', () => {
  test('print then parse is the identity', () => {
    expect(printModule(parseModule(EVERYTHING))).toBe(EVERYTHING);
  });

  test('parse then print settles at once', () => {
    const once = printModule(parseModule(PROGRAM));
    expect(printModule(parseModule(once))).toBe(once);
  });

  test('unnamed values and repeated names are printed uniquely', () => {
    const module = parseModule('func w f(w a)\ns:\n x =w add a, 1\n y =w add x, 2\n ret y\n');
    const [param, x, y] = module.functions[0]!.blocks[0]!.body;
    param!.name = '';
    x!.name = 'd_1';
    y!.name = 'd_1';
    const text = printModule(module);
    expect(text).toContain(`_d_1 =w add v${param!.id}, 1`);
    expect(text).toContain('_d_1.1 =w add _d_1, 2');
    expect(printModule(parseModule(text))).toBe(text);
  });

  test.each([
    ['func w f()\ns:\n  ret x\n', 3, 7, "no value 'x'"],
    ['func w f()\ns:\n  jmp t\n', 3, 7, "no block 't'"],
    ['func w f()\ns:\n  x =w addd 1, 2\n  ret x\n', 3, 8, "unknown op 'addd'"],
    ['func w f()\ns:\n  x =w add 1\n  ret x\n', 3, 13, "expected ','"],
    ['func w f()\ns:\n  x =q add 1, 1\n', 3, 6, "unknown class 'q'"],
    ['func w f()\ns:\n  x =w copy 1\nt:\n  ret x\n', 4, 1, "block 's' has no end"],
  ])('error in %j', (text, line, column, reason) => {
    let error: unknown = null;
    try {
      parseModule(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(IrSyntaxError);
    const { line: l, column: c, reason: r } = error as IrSyntaxError;
    expect([l, c]).toEqual([line, column]);
    expect(r).toContain(reason);
  });
});

describe('verify', () => {
  test('accepts well-formed modules', () => {
    expect(verifyModule(parseModule(EVERYTHING))).toEqual([]);
    expect(verifyModule(parseModule(PROGRAM))).toEqual([]);
  });

  test.each([
    ['x =l add a, 1\n ret 0', 'class w'],
    ['x =w add y, 1\n y =w add x, 1\n ret x', 'does not dominate'],
    ['x =s and s_1, s_1\n ret 0', "class 's'"],
    ['br w a, t, u\nt:\n x =w add a, 1\n jmp u\nu:\n ret x', 'does not dominate'],
    ['br d d_1, t, u\nt:\n ret 0\nu:\n ret 1', 'no integer'],
    ['jmp t\nt:\n x =l alloc {size=4, align=4}\n ret 0', 'outside the entry'],
    ['ret', 'without the value'],
    ['jmp t\nt:\n jmp s\n', 'has predecessors'],
    ['x =w call $g(l a)\n ret x', 'another class'],
  ])('refuses %j', (body, reason) => {
    const found = verifyModule(parseModule(`func w f(w a)\ns:\n ${body}\n`));
    expect(found.join('\n')).toContain(reason);
  });

  test('sees marks that say nothing', () => {
    const module = parseModule('func w f(w a)\ns:\n x =w udiv a, 3\n ret x\n');
    module.functions[0]!.blocks[0]!.body[1]!.aux = NO_WRAP;
    expect(verifyModule(module).join()).toContain('may not be marked');
  });

  test('sees broken edges', () => {
    const module = parseModule('func w f(w a)\ns:\n jmp t\nt:\n ret a\n');
    module.functions[0]!.blocks[1]!.preds.pop();
    expect(verifyModule(module).join()).toContain('not a predecessor of t');
  });
});
