/**
 * Whether accesses of two alias classes may touch the same bytes, by what C says of types (6.5p7):
 * objects of two types are apart unless one may hold the other, and objects of one struct type are
 * the same or apart, so that two of its members are.
 */
import { ANY_ALIAS, type Module, type RecordField } from './ir.ts';

/** Whether accesses of two alias classes (by number) may meet. */
export function classesMeet(module: Module, a: number, b: number): boolean {
  if (a === b || a === 0 || b === 0) return true;
  const x = module.aliasClasses[a]!;
  const y = module.aliasClasses[b]!;
  const typed = x.name !== ANY_ALIAS && y.name !== ANY_ALIAS;
  if (typed && x.name !== y.name) return false;
  const [first] = x.fields;
  const [other] = y.fields;
  if (!first || !other) return true;
  const alike = first.record === other.record || nests(module, first.record, other.record);
  if (typed && !alike) return false;
  return !x.fields.some((field) => y.fields.some((one) => areApart(field, one)));
}

function nests({ records }: Module, a: number, b: number): boolean {
  return records[a]!.within.has(b) || records[b]!.within.has(a);
}

function areApart(a: RecordField, b: RecordField): boolean {
  if (a.record !== b.record) return false;
  return a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
}
