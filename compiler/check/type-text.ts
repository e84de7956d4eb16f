/**
 * Types in words, as gcc writes them in diagnostics: ‘const char *’, ‘int (*)(void)’, ‘struct
 * s[3]’.
 */
import { Qualifier } from '../ast.ts';
import type { IntegerType, RecordType, Type } from '../types.ts';

const QUALIFIER_WORDS: readonly (readonly [number, string])[] = [
  [Qualifier.const, 'const'],
  [Qualifier.volatile, 'volatile'],
  [Qualifier.restrict, 'restrict'],
  [Qualifier.atomic, '_Atomic'],
];

/** Names of integer types where gcc's differ from ours. */
const INTEGER_TEXTS: Readonly<Record<string, string>> = {
  short: 'short int',
  'unsigned short': 'short unsigned int',
  unsigned: 'unsigned int',
  long: 'long int',
  'unsigned long': 'long unsigned int',
  'long long': 'long long int',
  'unsigned long long': 'long long unsigned int',
  'unsigned __int128': '__int128 unsigned',
};

function qualifierText(type: Type): string {
  return QUALIFIER_WORDS.filter(([bit]) => type.qualifiers & bit)
    .map(([, word]) => `${word} `)
    .join('');
}

/** A type as C writes it, without quotes. */
export function typeText(type: Type): string {
  return declare(type, '').trimEnd();
}

/** A quoted type, for messages. */
export const quoteType = (type: Type): string => `‘${typeText(type)}’`;

function declare(type: Type, inner: string): string {
  switch (type.kind) {
    case 'pointer': {
      const words = qualifierText(type).trimEnd();
      const star = `*${words}${words && inner ? ' ' : ''}${inner}`;
      const wraps = type.to.kind === 'array' || type.to.kind === 'function';
      return declare(type.to, wraps ? `(${star})` : star);
    }
    case 'array':
      return declare(type.of, `${inner}[${type.length ?? ''}]`);
    case 'function': {
      const params = type.params.map(typeText);
      if (type.variadic) params.push('...');
      const list = params.length > 0 ? params.join(', ') : type.prototyped ? 'void' : '';
      return declare(type.result, `${inner}(${list})`);
    }
    default: {
      const gap = inner.startsWith('[') || inner === '' ? '' : ' ';
      return `${qualifierText(type)}${baseText(type)}${gap}${inner}`;
    }
  }
}

const recordWord = (type: RecordType): string => (type.definition.union ? 'union' : 'struct');

function integerText({ name, size, precision }: IntegerType): string {
  const text = INTEGER_TEXTS[name] ?? name;
  return precision < 8 * size && name !== '_Bool' ? `${text}:${precision}` : text;
}

function baseText(type: Exclude<Type, { kind: 'pointer' | 'array' | 'function' }>): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      return integerText(type);
    case 'float':
      return type.name;
    case 'complex':
      return `_Complex ${baseText(type.element)}`;
    case 'enum':
      return `enum ${type.definition.tag ?? '<anonymous>'}`;
    case 'record':
      return `${recordWord(type)} ${type.definition.tag ?? '<anonymous>'}`;
    case 'vector':
      return `__vector(${type.count}) ${baseText(type.element)}`;
  }
}
