/**
 * Random types as arguments and results have them, with the values that their parts must have. Gets
 * a source of numbers, promises the same types for the same numbers.
 */

interface Scalar {
  readonly kind: 'integer' | 'wide' | 'floating' | 'bool' | 'pointer';
  readonly c: string;
  readonly suffix?: string;
}

/** Several scalars that travel together: complex numbers (6.2.5p13) and GNU C's vectors. */
interface Group {
  readonly kind: 'complex' | 'vector';
  readonly c: string;
  readonly part: Scalar;
  /** Elements of a vector. */
  readonly length: number;
}

interface Member {
  readonly name: string;
  readonly type: Type;
  /** Elements of an array member; 0 for a single one. */
  readonly length: number;
  /** Bits of a bit-field; 0 for a plain member. */
  readonly bits: number;
  /** Bytes it is aligned to; 0 for what its type asks. */
  readonly alignment: number;
}

interface Aggregate {
  readonly kind: 'structure' | 'union';
  readonly c: string;
  readonly members: readonly Member[];
  readonly packed: boolean;
}

export type Type = Scalar | Group | Aggregate;

/** A scalar part of an object: how it is reached, and the value that it must have. */
export interface Leaf {
  readonly path: string;
  readonly value: string;
}

/** What kinds of type take part. */
export interface Kinds {
  /** long double. */
  readonly extended: boolean;
  readonly bitFields: boolean;
  /** Complex numbers, and GNU C's __int128 and vectors. */
  readonly groups: boolean;
  /** Over-aligned members and packed aggregates. */
  readonly layouts: boolean;
}

export type Random = (below: number) => number;

const integers: readonly Scalar[] = [
  'signed char',
  'unsigned char',
  'char',
  'short',
  'unsigned short',
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'long long',
].map((c) => ({ kind: 'integer', c }));

const single: Scalar = { kind: 'floating', c: 'float', suffix: 'f' };
const double: Scalar = { kind: 'floating', c: 'double' };
const extended: Scalar = { kind: 'floating', c: 'long double', suffix: 'L' };

const others: readonly Scalar[] = [
  ...[single, double, double, single],
  { kind: 'bool', c: '_Bool' },
  { kind: 'pointer', c: 'char *' },
];

const groups: readonly (Scalar | Group)[] = [
  { kind: 'wide', c: '__int128' },
  { kind: 'wide', c: 'unsigned __int128' },
  { kind: 'complex', c: 'float _Complex', part: single, length: 2 },
  { kind: 'complex', c: 'double _Complex', part: double, length: 2 },
  { kind: 'vector', c: 'ints', part: { kind: 'integer', c: 'int' }, length: 4 },
  { kind: 'vector', c: 'floats', part: single, length: 4 },
  { kind: 'vector', c: 'doubles', part: double, length: 2 },
];

/** Types that the default argument promotions leave alone (6.5.2.2p6). */
const promoted = new Set([
  ...['int', 'unsigned', 'long', 'unsigned long', 'long long', 'double', 'char *', 'long double'],
  ...groups.map(({ c }) => c),
]);

const aggregatesInPair = 6;

/** The declarations that the groups need: vectors have no names of their own. */
export const groupText = groups
  .flatMap((type) =>
    type.kind === 'vector'
      ? [`typedef ${type.part.c} ${type.c} __attribute__((vector_size(16)));`]
      : [],
  )
  .join('\n');

/** One of some things. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)]!;
}

/** The types that are no aggregates. */
export function plainTypes(kinds: Kinds): Type[] {
  const types: Type[] = [...integers, ...others];
  if (kinds.extended) types.push(extended, extended);
  if (kinds.groups) types.push(...groups);
  if (kinds.extended && kinds.groups) {
    types.push({ kind: 'complex', c: 'long double _Complex', part: extended, length: 2 });
  }
  return types;
}

/** True for a type that an argument without a parameter keeps. */
export function isPassable(type: Type): boolean {
  if (type.kind === 'structure' || type.kind === 'union' || type.kind === 'complex') return true;
  return promoted.has(type.c);
}

function scalarValue(type: Scalar, random: Random): string {
  const word = (): string => random(0x100000000).toString(16).padStart(8, '0');
  const edges = ['0', '0x7fffffffffffffff', '0x8000000000000000', '0xffffffffffffffff'];
  const long = (): string => (random(4) === 0 ? pick(random, edges) : `0x${word()}${word()}`);
  switch (type.kind) {
    case 'integer':
    case 'pointer':
      return `(${type.c})${long()}UL`;
    case 'wide':
      return `(${type.c})((unsigned __int128)${long()}UL << 64 | ${long()}UL)`;
    case 'floating': {
      const sign = random(2) === 0 ? '-' : '';
      const fraction = pick(random, ['0', '5', '25', '125']);
      return `${sign}${random(1 << 18)}.${fraction}${type.suffix ?? ''}`;
    }
    case 'bool':
      return `${random(2)}`;
    default:
      return type.kind satisfies never;
  }
}

/** The leaves of an object of a type with fresh values, reached from `path`. */
export function leavesOf(type: Type, path: string, random: Random): Leaf[] {
  switch (type.kind) {
    case 'complex':
      return ['__real__', '__imag__'].map((part) => ({
        path: `${part} ${path}`,
        value: scalarValue(type.part, random),
      }));
    case 'vector':
      return Array.from({ length: type.length }, (_, index) => ({
        path: `${path}[${index}]`,
        value: scalarValue(type.part, random),
      }));
    case 'structure':
      return type.members.flatMap((member) => memberLeaves(member, path, random));
    case 'union':
      // Only the member stored last can be asked about (6.2.6.1p7).
      return memberLeaves(pick(random, type.members), path, random);
    default:
      return [{ path, value: scalarValue(type, random) }];
  }
}

function memberLeaves(member: Member, path: string, random: Random): Leaf[] {
  const inside = `${path}.${member.name}`;
  if (member.bits > 0) return [{ path: inside, value: `${random(1 << member.bits)}` }];
  if (member.length === 0) return leavesOf(member.type, inside, random);
  return Array.from({ length: member.length }, (_, index) =>
    leavesOf(member.type, `${inside}[${index}]`, random),
  ).flat();
}

function makeMember(
  index: number,
  plain: readonly Type[],
  earlier: readonly Aggregate[],
  kinds: Kinds,
  random: Random,
): Member {
  const name = `m${index}`;
  const alignment = kinds.layouts && random(6) === 0 ? 8 << random(3) : 0;
  if (kinds.bitFields && random(4) === 0) {
    const type: Scalar = { kind: 'integer', c: 'unsigned' };
    return { name, type, length: 0, bits: 1 + random(20), alignment: 0 };
  }
  if (earlier.length > 0 && random(6) === 0) {
    return { name, type: pick(random, earlier), length: 0, bits: 0, alignment };
  }
  const length = random(4) === 0 ? 1 + random(3) : 0;
  return { name, type: pick(random, plain), length, bits: 0, alignment };
}

/** The aggregates of a pair of files, later ones with earlier ones inside. */
export function makeAggregates(plain: readonly Type[], kinds: Kinds, random: Random): Aggregate[] {
  const made: Aggregate[] = [];
  for (let index = 0; index < aggregatesInPair; index += 1) {
    // Aggregates of one kind of member are where the ABIs have their own rules.
    const alike = random(3) === 0 ? [pick(random, plain)] : plain;
    const earlier = index < aggregatesInPair / 2 ? [] : made.slice(0, 2);
    const isUnion = random(5) === 0;
    const packed = kinds.layouts && random(4) === 0;
    const members = Array.from({ length: 1 + random(5) }, (_, at) =>
      makeMember(at, alike, earlier, kinds, random),
    );
    const c = `${isUnion ? 'union u' : 'struct s'}${index}`;
    made.push({ kind: isUnion ? 'union' : 'structure', c, members, packed });
  }
  return made;
}

/** The definition of an aggregate. */
export function aggregateText(aggregate: Aggregate): string {
  const members = aggregate.members.map(({ name, type, length, bits, alignment }) => {
    const tail = bits > 0 ? ` : ${bits}` : length > 0 ? `[${length}]` : '';
    const aligned = alignment > 0 ? ` __attribute__((aligned(${alignment})))` : '';
    return `  ${type.c} ${name}${tail}${aligned};`;
  });
  const packed = aggregate.packed ? ' __attribute__((packed))' : '';
  return `${aggregate.c} {\n${members.join('\n')}\n}${packed};`;
}
