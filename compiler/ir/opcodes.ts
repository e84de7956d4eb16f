/** How ops become WebAssembly instructions, where one op is one instruction (or a fixed few). */
import { Op } from './ops.ts';

type ByClass = Partial<Record<'w' | 'l' | 's' | 'd', readonly number[]>>;

const SEXT = { b32: 0xc0, h32: 0xc1, b64: 0xc2, h64: 0xc3 } as const;

/** Opcodes by the class of the result; operands are pushed in order before. */
export const PLAIN: Partial<Record<Op, ByClass>> = {
  [Op.add]: { w: [0x6a], l: [0x7c], s: [0x92], d: [0xa0] },
  [Op.sub]: { w: [0x6b], l: [0x7d], s: [0x93], d: [0xa1] },
  [Op.mul]: { w: [0x6c], l: [0x7e], s: [0x94], d: [0xa2] },
  [Op.div]: { w: [0x6d], l: [0x7f], s: [0x95], d: [0xa3] },
  [Op.udiv]: { w: [0x6e], l: [0x80] },
  [Op.rem]: { w: [0x6f], l: [0x81] },
  [Op.urem]: { w: [0x70], l: [0x82] },
  [Op.and]: { w: [0x71], l: [0x83] },
  [Op.or]: { w: [0x72], l: [0x84] },
  [Op.xor]: { w: [0x73], l: [0x85] },
  [Op.neg]: { s: [0x8c], d: [0x9a] },
  [Op.fabs]: { s: [0x8b], d: [0x99] },
  [Op.sqrt]: { s: [0x91], d: [0x9f] },
  [Op.clz]: { w: [0x67], l: [0x79] },
  [Op.ctz]: { w: [0x68], l: [0x7a] },
  [Op.popcount]: { w: [0x69], l: [0x7b] },
  [Op.sextb]: { w: [SEXT.b32], l: [SEXT.b64] },
  [Op.sexth]: { w: [SEXT.h32], l: [SEXT.h64] },
  [Op.sextw]: { l: [0xac] },
  [Op.zextw]: { l: [0xad] },
  [Op.trunc]: { w: [0xa7] },
  [Op.copy]: { w: [], l: [], s: [], d: [] },
};

/** Shifts: the count is class w and is extended for class l. */
export const SHIFTS: Partial<Record<Op, { readonly w: number; readonly l: number }>> = {
  [Op.shl]: { w: 0x74, l: 0x86 },
  [Op.sar]: { w: 0x75, l: 0x87 },
  [Op.shr]: { w: 0x76, l: 0x88 },
  [Op.rotl]: { w: 0x77, l: 0x89 },
};

/** Comparisons by the class of the operands. */
export const COMPARES: Partial<Record<Op, Record<'w' | 'l' | 's' | 'd', number>>> = {
  [Op.ceq]: { w: 0x46, l: 0x51, s: 0x5b, d: 0x61 },
  [Op.cne]: { w: 0x47, l: 0x52, s: 0x5c, d: 0x62 },
  [Op.cslt]: { w: 0x48, l: 0x53, s: 0x5d, d: 0x63 },
  [Op.cult]: { w: 0x49, l: 0x54, s: 0x5d, d: 0x63 },
  [Op.csgt]: { w: 0x4a, l: 0x55, s: 0x5e, d: 0x64 },
  [Op.cugt]: { w: 0x4b, l: 0x56, s: 0x5e, d: 0x64 },
  [Op.csle]: { w: 0x4c, l: 0x57, s: 0x5f, d: 0x65 },
  [Op.cule]: { w: 0x4d, l: 0x58, s: 0x5f, d: 0x65 },
  [Op.csge]: { w: 0x4e, l: 0x59, s: 0x60, d: 0x66 },
  [Op.cuge]: { w: 0x4f, l: 0x5a, s: 0x60, d: 0x66 },
};

/**
 * After a three-way comparison of long doubles (-1, 0, 1; 2 unordered): constant to compare with,
 * opcode.
 */
export const EXTENDED_COMPARES: Partial<Record<Op, readonly [number, number]>> = {
  [Op.ceq]: [0, 0x46],
  [Op.cne]: [0, 0x47],
  [Op.cslt]: [-1, 0x46],
  [Op.cult]: [-1, 0x46],
  [Op.csle]: [0, 0x4c],
  [Op.cule]: [0, 0x4c],
  [Op.csgt]: [1, 0x46],
  [Op.cugt]: [1, 0x46],
  [Op.csge]: [2, 0x49],
  [Op.cuge]: [2, 0x49],
  [Op.co]: [2, 0x47],
  [Op.cuo]: [2, 0x46],
};

/** Conversions by operand class and result class. */
export const CONVERSIONS: Partial<Record<Op, Readonly<Record<string, readonly number[]>>>> = {
  [Op.fcvt]: { ss: [], dd: [], sd: [0xbb], ds: [0xb6] },
  [Op.stof]: { ws: [0xb2], wd: [0xb7], ls: [0xb4], ld: [0xb9] },
  [Op.utof]: { ws: [0xb3], wd: [0xb8], ls: [0xb5], ld: [0xba] },
  [Op.ftos]: { sw: [0xfc, 0], dw: [0xfc, 2], sl: [0xfc, 4], dl: [0xfc, 6] },
  [Op.ftou]: { sw: [0xfc, 1], dw: [0xfc, 3], sl: [0xfc, 5], dl: [0xfc, 7] },
  [Op.cast]: { sw: [0xbc], dl: [0xbd], ws: [0xbe], ld: [0xbf], ww: [], ll: [], ss: [], dd: [] },
};

/** Loads: by class, then kind with sign. */
export const LOADS: Readonly<Record<string, number>> = {
  'w sb': 0x2c,
  'w ub': 0x2d,
  'w sh': 0x2e,
  'w uh': 0x2f,
  'w sw': 0x28,
  'w uw': 0x28,
  'l sb': 0x30,
  'l ub': 0x31,
  'l sh': 0x32,
  'l uh': 0x33,
  'l sw': 0x34,
  'l uw': 0x35,
  'l l': 0x29,
  's s': 0x2a,
  'd d': 0x2b,
  'v v': 0xfd00,
  'y y': 0xfd00,
};

/** Stores: by class, then kind. */
export const STORES: Readonly<Record<string, number>> = {
  'w b': 0x3a,
  'w h': 0x3b,
  'w w': 0x36,
  'l b': 0x3c,
  'l h': 0x3d,
  'l w': 0x3e,
  'l l': 0x37,
  's s': 0x38,
  'd d': 0x39,
  'v v': 0xfd0b,
  'y y': 0xfd0b,
};

/** Read-modify-write: the combining instruction (null: the new value alone). */
export const FETCHES: Partial<Record<Op, { readonly w: number; readonly l: number } | null>> = {
  [Op.xchg]: null,
  [Op.fetchadd]: { w: 0x6a, l: 0x7c },
  [Op.fetchand]: { w: 0x71, l: 0x83 },
  [Op.fetchor]: { w: 0x72, l: 0x84 },
  [Op.fetchxor]: { w: 0x73, l: 0x85 },
};

/** Instructions used by name. */
export const I = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  catch: 0x07,
  rethrow: 0x09,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  selectTyped: 0x1c,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32LtU: 0x49,
  i64Eqz: 0x50,
  i64Eq: 0x51,
  i64LtS: 0x53,
  i64GeU: 0x5a,
  i64LtU: 0x54,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32And: 0x71,
  i32Or: 0x72,
  i32Rotl: 0x77,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64And: 0x83,
  i64Or: 0x84,
  i64Shl: 0x86,
  i64ShrS: 0x87,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
  i64ExtendS: 0xac,
  i64ExtendU: 0xad,
  f64PromoteF32: 0xbb,
  f32DemoteF64: 0xb6,
  refNull: 0xd0,
} as const;
