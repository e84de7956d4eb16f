/**
 * A matcher made from ohm's grammar: each parsing expression becomes one closure, and a table of
 * the tokens that an expression can begin with spares it the attempts that must fail (Ford 2004's
 * packrat parser with a memo for few rules instead of all). It promises the very match tree that
 * ohm gives; a match that fails is ohm's to explain.
 */
import type * as ohm from 'ohm-js';
import type { CstNode } from './cst.ts';
import { CODE_COUNT, FIRST_CODE } from './encode.ts';
import { FirstSets } from './first-sets.ts';
import { type PExpr, RuleBodies, type Shape, shapeOf } from './pexprs.ts';

/** Rules that are tried again at the same place: what they gave is kept. */
const MEMOIZED: ReadonlySet<string> = new Set(['typeName', 'specifiers', 'declarator']);

/** What a match works on. Nodes and offsets are stacks whose live part ends at `top`. */
interface Machine {
  codes: Uint8Array;
  pos: number;
  /** Where the rule at hand began; offsets count from it. */
  start: number;
  top: number;
  readonly nodes: CstNode[];
  readonly offsets: number[];
  readonly memos: Map<number, CstNode | null>[];
}

/**
 * Matches at the machine's position; on failure position and stacks are the caller's to restore.
 */
type Step = (m: Machine) => boolean;

/** A rule to be called; `step` is filled in once its body is made. */
interface Rule {
  step: Step;
}

const FAIL: Step = () => false;

const TERMINAL: CstNode = { matchLength: 1 };
const END: CstNode = { matchLength: 0 };

/** Index of a token's code, one past the last for the end of the input. */
const END_INDEX = CODE_COUNT;

/** Matches strings of token codes by the rules of one grammar. */
export class Matcher {
  private readonly rules = new Map<string, Rule>();
  private readonly bodies: RuleBodies;
  private readonly first: FirstSets;
  private readonly machine: Machine;

  constructor(grammar: ohm.Grammar) {
    this.bodies = new RuleBodies(grammar);
    this.first = new FirstSets(this.bodies);
    this.machine = {
      codes: new Uint8Array(1024),
      pos: 0,
      start: 0,
      top: 0,
      nodes: [],
      offsets: [],
      memos: [],
    };
  }

  /** The match tree of the whole string by a rule without parameters, or null if there is none. */
  match(codes: string, name: string): CstNode | null {
    const m = this.machine;
    this.load(codes);
    const rule = this.rule({ kind: 'rule', name, key: name, args: [] });
    return rule.step(m) && m.pos === codes.length ? m.nodes[0]! : null;
  }

  private load(codes: string): void {
    const m = this.machine;
    const { length } = codes;
    if (m.codes.length <= length) m.codes = new Uint8Array(2 * length + 1);
    for (let i = 0; i < length; i++) m.codes[i] = codes.charCodeAt(i) - FIRST_CODE;
    m.codes[length] = END_INDEX;
    m.pos = 0;
    m.start = 0;
    m.top = 0;
    for (const memo of m.memos) if (memo.size > 0) memo.clear();
  }

  private rule({ name, key, args }: Extract<Shape, { kind: 'rule' }>): Rule {
    const known = this.rules.get(key);
    if (known) return known;
    const rule: Rule = { step: FAIL };
    this.rules.set(key, rule);
    const body = this.bodies.of(name, args);
    const made = application(name, body.getArity(), this.step(body));
    rule.step = MEMOIZED.has(name) ? this.remember(made) : made;
    return rule;
  }

  /** Keeps what a rule gave at each place, failures too. */
  private remember(step: Step): Step {
    const memo = new Map<number, CstNode | null>();
    this.machine.memos.push(memo);
    return (m) => {
      const at = m.pos;
      const known = memo.get(at);
      if (known === undefined) {
        const matched = step(m);
        memo.set(at, matched ? m.nodes[m.top - 1]! : null);
        return matched;
      }
      if (known === null) return false;
      m.pos = at + known.matchLength;
      push(m, known, at - m.start);
      return true;
    };
  }

  private step(expr: PExpr): Step {
    const shape = shapeOf(expr);
    switch (shape.kind) {
      case 'tokens':
        return shape.from === shape.to ? terminal(shape.from) : range(shape.from, shape.to);
      case 'end':
        return atEnd;
      case 'choice':
        return this.choice(shape.terms);
      case 'sequence':
        return sequence(shape.factors.map((one) => this.step(one)));
      case 'iteration':
        return this.iteration(shape, expr.getArity());
      case 'not':
        return not(this.step(shape.expr));
      case 'lookahead':
        return lookahead(this.step(shape.expr));
      case 'rule':
        return this.call(expr, this.rule(shape));
    }
  }

  /** A call of a rule, refused at once where the token at hand cannot begin it. */
  private call(apply: PExpr, rule: Rule): Step {
    const { starts, nullable } = this.first.of(apply);
    if (nullable) return (m) => rule.step(m);
    return (m) => starts[m.codes[m.pos]!] === 1 && rule.step(m);
  }

  /** Ordered choice among those alternatives that the token at hand can begin. */
  private choice(terms: readonly PExpr[]): Step {
    const sets = terms.map((term) => this.first.of(term));
    const steps = terms.map((term) => this.step(term));
    const byCode: (readonly Step[])[] = [];
    for (let code = 0; code <= END_INDEX; code++) {
      byCode.push(steps.filter((_, i) => sets[i]!.nullable || sets[i]!.starts[code] === 1));
    }
    return (m) => {
      const { pos, top } = m;
      const candidates = byCode[m.codes[pos]!]!;
      for (let i = 0; i < candidates.length; i++) {
        if (candidates[i]!(m)) return true;
        m.pos = pos;
        m.top = top;
      }
      return false;
    };
  }

  private iteration(shape: Extract<Shape, { kind: 'iteration' }>, arity: number): Step {
    const { expr, least, most } = shape;
    const step = this.step(expr);
    const { starts } = this.first.of(expr);
    return arity === 1
      ? iterationOfOne(step, starts, least, most)
      : iterationOfMany(step, starts, arity, least, most);
  }
}

function push(m: Machine, node: CstNode, offset: number): void {
  m.nodes[m.top] = node;
  m.offsets[m.top++] = offset;
}

function terminal(code: number): Step {
  return (m) => {
    if (m.codes[m.pos] !== code) return false;
    push(m, TERMINAL, m.pos++ - m.start);
    return true;
  };
}

function range(from: number, to: number): Step {
  return (m) => {
    const code = m.codes[m.pos]!;
    if (code < from || code > to) return false;
    push(m, TERMINAL, m.pos++ - m.start);
    return true;
  };
}

function atEnd(m: Machine): boolean {
  if (m.codes[m.pos] !== END_INDEX) return false;
  push(m, END, m.pos - m.start);
  return true;
}

function sequence(steps: readonly Step[]): Step {
  return (m) => {
    for (let i = 0; i < steps.length; i++) if (!steps[i]!(m)) return false;
    return true;
  };
}

function not(step: Step): Step {
  return (m) => {
    const { pos, top } = m;
    const matched = step(m);
    m.pos = pos;
    m.top = top;
    return !matched;
  };
}

/** What a lookahead matched stays bound, as ohm has it. */
function lookahead(step: Step): Step {
  return (m) => {
    const { pos } = m;
    if (!step(m)) return false;
    m.pos = pos;
    return true;
  };
}

/** A rule's body, whose `arity` bindings become one node. */
function application(ruleName: string, arity: number, body: Step): Step {
  return (m) => {
    const { start, pos, top } = m;
    m.start = pos;
    const matched = body(m);
    m.start = start;
    if (!matched) return false;
    const children = new Array<CstNode>(arity);
    const childOffsets = new Array<number>(arity);
    for (let i = 0; i < arity; i++) {
      children[i] = m.nodes[top + i]!;
      childOffsets[i] = m.offsets[top + i]!;
    }
    m.top = top;
    push(m, { matchLength: m.pos - pos, ruleName, children, childOffsets }, pos - start);
    return true;
  };
}

const NO_CHILDREN: CstNode = { matchLength: 0, children: [], childOffsets: [] };

/**
 * `e*`, `e+` and `e?` where e binds one node; the children's offsets count from the rule's start.
 */
function iterationOfOne(step: Step, starts: Uint8Array, least: number, most: number): Step {
  return (m) => {
    const { pos: from, top } = m;
    if (starts[m.codes[from]!] === 0 || !step(m)) {
      m.pos = from;
      m.top = top;
      if (least > 0) return false;
      push(m, NO_CHILDREN, from - m.start);
      return true;
    }
    const children: CstNode[] = [m.nodes[top]!];
    const childOffsets: number[] = [m.offsets[top]!];
    m.top = top;
    while (children.length < most && starts[m.codes[m.pos]!] === 1) {
      const { pos } = m;
      if (!step(m)) {
        m.pos = pos;
        m.top = top;
        break;
      }
      children.push(m.nodes[top]!);
      childOffsets.push(m.offsets[top]!);
      m.top = top;
    }
    const last = children.length - 1;
    const end = childOffsets[last]! + children[last]!.matchLength;
    const offset = childOffsets[0]!;
    push(m, { matchLength: end - offset, children, childOffsets }, offset);
    return true;
  };
}

/** The same where e binds several nodes: a column each, all with the extent of the whole. */
function iterationOfMany(
  step: Step,
  starts: Uint8Array,
  arity: number,
  least: number,
  most: number,
): Step {
  return (m) => {
    const { pos: from, top, start } = m;
    const columns = Array.from({ length: arity }, (): CstNode[] => []);
    const offsets = Array.from({ length: arity }, (): number[] => []);
    let matches = 0;
    while (matches < most && starts[m.codes[m.pos]!] === 1) {
      const { pos } = m;
      if (!step(m)) {
        m.pos = pos;
        m.top = top;
        break;
      }
      for (let i = 0; i < arity; i++) {
        columns[i]!.push(m.nodes[top + i]!);
        offsets[i]!.push(m.offsets[top + i]!);
      }
      m.top = top;
      matches++;
    }
    if (matches < least) return false;
    const offset = matches > 0 ? offsets[0]![0]! : from - start;
    const last = columns[arity - 1]!.at(-1);
    const end = last ? offsets[arity - 1]!.at(-1)! + last.matchLength : offset;
    for (let i = 0; i < arity; i++) {
      const column = { children: columns[i]!, childOffsets: offsets[i]! };
      push(m, { matchLength: end - offset, ...column }, offset);
    }
    return true;
  };
}
