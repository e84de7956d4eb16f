/** Reads constants out of data that never changes, for loads at known addresses. */
import {
  ACCESS_SIZES,
  type Access,
  type Data,
  type Func,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { bytesOf, integerOfBytes, numberOfBits } from '../numbers.ts';
import type { Context } from './context.ts';

/**
 * What a plain load reads where its address is a place in read-only data; null where that is not
 * known.
 */
export function loadedConstant(func: Func, load: Value, context: Context): Value | null {
  const address = load.args[0]!;
  if (address.op !== Op.symbol) return null;
  const { symbol, offset } = address.aux as SymbolRef;
  const data = context.constants.get(symbol);
  const access = load.aux as Access;
  const size = ACCESS_SIZES[access.kind];
  const at = Number(offset);
  if (!data || size > 8 || at < 0 || at + size > data.size) return null;
  const found = itemAt(data, at, size);
  if (!found) return null;
  if ('symbol' in found)
    return load.cls === Cls.l ? func.address(found.symbol, found.offset) : null;
  const bits = integerOfBytes(found);
  if (access.kind === 's') return func.float(Cls.s, numberOfBits(bits, 32));
  if (access.kind === 'd') return func.float(Cls.d, numberOfBits(bits, 64));
  const width = size * 8;
  const value = access.signed ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits);
  return func.int(load.cls, value);
}

/** The bytes, or the address, that stand in data at an offset. */
function itemAt(data: Data, at: number, size: number): Uint8Array | SymbolRef | null {
  const bytes = new Uint8Array(size);
  let start = 0;
  for (const item of data.items) {
    const length =
      item.kind === 'bytes' ? item.bytes.length : item.kind === 'address' ? 8 : item.size;
    const end = start + length;
    if (end > at && start < at + size) {
      if (item.kind === 'address') {
        return start === at && size === 8 ? { symbol: item.symbol, offset: item.offset } : null;
      }
      if (item.kind === 'label') return null;
      if (item.kind !== 'zero') {
        const source = item.kind === 'bytes' ? item.bytes : bytesOf(item.value, item.size);
        for (let i = Math.max(at, start); i < Math.min(end, at + size); i++) {
          bytes[i - at] = source[i - start]!;
        }
      }
    }
    start = end;
    if (start >= at + size) break;
  }
  return bytes;
}
