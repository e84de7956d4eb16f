/**
 * One variant of a program: the same meaning in other words. Gets a unit and a seed, promises the C
 * text of one or two files that together do what the program does, and the rules that made it.
 */
import type { ExternalDeclaration } from '../../compiler/ast.ts';
import { namesIn } from './analysis.ts';
import { fileScopeNames, renaming, reorder, splitFile } from './files.ts';
import { portable } from './portable.ts';
import { Printer } from './print.ts';
import { createRandom } from './random.ts';
import { countRule, createSession, freshName, helperText, type Session } from './session.ts';
import { type Unit, Unreadable } from './unit.ts';
import { rewriteFunction } from './walk.ts';

export interface Variant {
  /** C texts; the first has main. */
  readonly texts: readonly string[];
  /** How often each rule fired. */
  readonly fired: ReadonlyMap<string, number>;
}

/** Members that only a header's macro can name: another compiler's header has others. */
function refusePrivateMembers(externals: readonly ExternalDeclaration[]): void {
  const text = JSON.stringify(externals, (key, value) => (key === 'pos' ? undefined : value));
  const match = /"arrow":(?:true|false),"name":"(__\w+)"/.exec(text);
  if (match !== null) throw new Unreadable(`${match[1]} is a header's own`);
}

function rewriteFunctions(unit: Unit, session: Session): ExternalDeclaration[] {
  const fileNames = fileScopeNames(unit.externals);
  return portable(unit).flatMap((node): ExternalDeclaration[] => {
    if (node.kind !== 'function-definition') return [node];
    const result = rewriteFunction(node, session, fileNames);
    return [...session.outlined.splice(0), result];
  });
}

/** Rewrites a program. Throws Unreadable if it leans on the insides of a header. */
export function rewriteProgram(unit: Unit, seed: number): Variant {
  refusePrivateMembers(unit.externals);
  const random = createRandom(seed);
  const session = createSession(unit, random, random.pick([0.08, 0.15, 0.25, 0.4]));
  namesIn(unit.externals, session.taken);
  let externals = rewriteFunctions(unit, session);
  if (random.chance(0.6)) {
    externals = reorder(externals, random);
    countRule(session, 'reorder');
  }
  const split = random.chance(0.4) ? splitFile(externals, random) : null;
  const names = random.chance(0.7) || split !== null ? renaming(externals, session) : new Map();
  if (names.size > 0) countRule(session, 'rename');
  if (split !== null) {
    countRule(session, 'second-file');
    for (const name of split.exported) {
      if (!names.has(name)) names.set(name, freshName(session, 'shared'));
    }
  }
  const printer = new Printer(names);
  const files = split === null ? [externals] : [split.first, split.second];
  const texts = files.map((nodes) => {
    const body = nodes.map((node) => `${printer.external(node)}\n`);
    return [...unit.includes, ...helperText(session), ...body].join('\n');
  });
  return { texts, fired: session.fired };
}
