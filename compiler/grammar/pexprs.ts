/**
 * Reading ohm's compiled grammar: its parsing expressions as a closed union. ohm-js 17's type
 * declarations leave the fields out; they are those of its src/pexprs-main.js.
 */
import * as ohm from 'ohm-js';
import { FIRST_CODE } from './encode.ts';

/** An expression as ohm holds it; which fields it has depends on its class. */
export interface PExpr {
  getArity(): number;
  substituteParams(actuals: readonly PExpr[]): PExpr;
  readonly obj?: string;
  readonly from?: string;
  readonly to?: string;
  readonly terms?: readonly PExpr[];
  readonly factors?: readonly PExpr[];
  readonly expr?: PExpr;
  readonly minNumMatches?: number;
  readonly maxNumMatches?: number;
  readonly ruleName?: string;
  readonly args?: readonly PExpr[];
  toMemoKey?(): string;
}

/** A parsing expression by its kind; tokens are indices into encode.ts's codes. */
export type Shape =
  | { readonly kind: 'tokens'; readonly from: number; readonly to: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'choice'; readonly terms: readonly PExpr[] }
  | { readonly kind: 'sequence'; readonly factors: readonly PExpr[] }
  | {
      readonly kind: 'iteration';
      readonly expr: PExpr;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'not' | 'lookahead'; readonly expr: PExpr }
  /** A rule with its arguments; `key` is the same for the same rule and arguments. */
  | {
      readonly kind: 'rule';
      readonly name: string;
      readonly key: string;
      readonly args: readonly PExpr[];
    };

type ClassName = 'Terminal' | 'Range' | 'Alt' | 'Seq' | 'Iter' | 'Not' | 'Lookahead' | 'Apply';

const classes = ohm.pexprs as unknown as Readonly<Record<ClassName, new () => unknown>>;
const isA = (expr: PExpr, name: ClassName): boolean => expr instanceof classes[name];

const token = (text: string): number => text.charCodeAt(0) - FIRST_CODE;

/** What kind of expression it is. @throws RangeError for one that the grammars have no use for. */
export function shapeOf(expr: PExpr): Shape {
  if (isA(expr, 'Terminal')) {
    return { kind: 'tokens', from: token(expr.obj!), to: token(expr.obj!) };
  }
  if (isA(expr, 'Range')) {
    return { kind: 'tokens', from: token(expr.from!), to: token(expr.to!) };
  }
  if (expr === (ohm.pexprs.end as unknown)) return { kind: 'end' };
  if (isA(expr, 'Alt')) return { kind: 'choice', terms: expr.terms! };
  if (isA(expr, 'Seq')) return { kind: 'sequence', factors: expr.factors! };
  if (isA(expr, 'Iter')) {
    const { minNumMatches: least, maxNumMatches: most } = expr;
    return { kind: 'iteration', expr: expr.expr!, least: least!, most: most! };
  }
  if (isA(expr, 'Not')) return { kind: 'not', expr: expr.expr! };
  if (isA(expr, 'Lookahead')) return { kind: 'lookahead', expr: expr.expr! };
  if (isA(expr, 'Apply')) {
    return { kind: 'rule', name: expr.ruleName!, key: expr.toMemoKey!(), args: expr.args! };
  }
  throw new RangeError('the grammar uses a kind of expression that the matcher does not know');
}

type RuleTable = Readonly<Record<string, { readonly body: PExpr }>>;

/** The rules' bodies, with its parameters replaced by arguments. */
export class RuleBodies {
  private readonly table: RuleTable;

  constructor(grammar: ohm.Grammar) {
    this.table = (grammar as unknown as { readonly rules: RuleTable }).rules;
  }

  of(name: string, args: readonly PExpr[]): PExpr {
    const rule = this.table[name];
    if (!rule) throw new RangeError(`the grammar has no rule ${name}`);
    return rule.body.substituteParams(args);
  }
}
