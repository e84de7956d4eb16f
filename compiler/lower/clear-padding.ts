/** __builtin_clear_padding: the bits of an object that its value has no use for become zero. */
import { Cls, Op } from '../ir/ops.ts';
import type { Expr } from '../typed.ts';
import { isVariableSized, sizeOf, type Type } from '../types.ts';
import { type Lowering, offsetBy, operandOf, type Result } from './context.ts';
import { plainAccess } from './scalars.ts';

/** Larger objects are not gone through byte by byte. */
const MAX_BYTES = 1 << 20;

/** The operand is the object's address. */
export function lowerClearPadding(l: Lowering, expr: Extract<Expr, { kind: 'builtin' }>): Result {
  const [pointer] = expr.args as [Expr];
  const type = pointer.type.kind === 'pointer' ? pointer.type.to : pointer.type;
  const size = sizeOf(type);
  if (isVariableSized(type) || size > MAX_BYTES) {
    return l.diagnostics.unsupported(expr.pos, '‘__builtin_clear_padding’ of such an object');
  }
  const address = operandOf(l, pointer);
  const used = new Uint8Array(size);
  markUsed(l, type, 0, used);
  const { b } = l.fn;
  for (let at = 0; at < size; at++) {
    if (used[at] === 0xff) continue;
    const byte = offsetBy(l, address, at);
    if (used[at] === 0) {
      let end = at;
      while (end + 1 < size && used[end + 1] === 0) end++;
      b.clear(byte, { size: end + 1 - at, align: 1, volatile: false });
      at = end;
      continue;
    }
    const access = plainAccess(l, 'b');
    const kept = b.binary(Op.and, Cls.w, b.load(access, Cls.w, byte), b.int(Cls.w, used[at]!));
    b.store(access, kept, byte);
  }
  return null;
}

/** Sets the bits that the value of an object at an offset uses. */
function markUsed(l: Lowering, type: Type, offset: number, used: Uint8Array): void {
  switch (type.kind) {
    case 'record':
      for (const { type: of, offset: at, bits } of type.definition.members) {
        if (bits) markBits(8 * (offset + at) + bits.start, bits.width, used);
        else markUsed(l, of, offset + at, used);
      }
      return;
    case 'array': {
      const step = sizeOf(type.of);
      for (let i = 0; i < (type.length ?? 0); i++) markUsed(l, type.of, offset + i * step, used);
      return;
    }
    case 'complex':
      markUsed(l, type.element, offset, used);
      markUsed(l, type.element, offset + type.element.size, used);
      return;
    default: {
      const extended = type.kind === 'float' && type.size === 16;
      const bytes = extended && l.model.longDouble.format === 'x87' ? 10 : sizeOf(type);
      used.fill(0xff, offset, offset + bytes);
    }
  }
}

function markBits(first: number, width: number, used: Uint8Array): void {
  for (let bit = first; bit < first + width; bit++) used[bit >> 3]! |= 1 << (bit & 7);
}
