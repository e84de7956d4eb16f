/** Selection of floating arithmetic and conversions of classes s and d. */
import type { Value } from '../../compiler/ir/ir.ts';
import { CLASS_NAMES, Cls, Op } from '../../compiler/ir/ops.ts';
import { def, use } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { CAST, CONVERT, FLOAT } from './float-ops.ts';
import { MOVE } from './ops.ts';

function arithmetic(s: Selection, value: Value, name: keyof typeof FLOAT): void {
  const args = value.args.map((one) => use(s.invariant(one)));
  s.emit(FLOAT[name][value.cls === Cls.s ? 's' : 'd'], [def(s.vreg(value)), ...args]);
}

/** Conversions among classes; `sign` is u where the integer side is unsigned. */
function convert(s: Selection, value: Value, from: string, to: string): void {
  const source = s.reg(value.args[0]!);
  s.emit(CONVERT[from + to]!, [def(s.vreg(value)), use(source)]);
}

const letter = (value: Value): string => CLASS_NAMES[value.cls];

/** cast and fcvt to the class itself are moves. */
function copy(s: Selection, value: Value): void {
  s.emit(MOVE[value.cls]!, [def(s.vreg(value)), use(s.reg(value.args[0]!))]);
}

/** Selects floating ops, conversions and casts. Gives false for others. */
export function selectFloat(s: Selection, value: Value): boolean {
  const source = value.args[0]!;
  switch (value.op) {
    case Op.add:
      arithmetic(s, value, 'add');
      return true;
    case Op.sub:
      arithmetic(s, value, 'sub');
      return true;
    case Op.mul:
      arithmetic(s, value, 'mul');
      return true;
    case Op.div:
      arithmetic(s, value, 'div');
      return true;
    case Op.neg:
      arithmetic(s, value, 'neg');
      return true;
    case Op.fabs:
      arithmetic(s, value, 'abs');
      return true;
    case Op.sqrt:
      arithmetic(s, value, 'sqrt');
      return true;
    case Op.fcvt:
      if (source.cls === value.cls) copy(s, value);
      else convert(s, value, letter(source), letter(value));
      return true;
    case Op.stof:
      convert(s, value, letter(source), letter(value));
      return true;
    case Op.utof:
      convert(s, value, `u${letter(source)}`, letter(value));
      return true;
    case Op.ftos:
      convert(s, value, letter(source), letter(value));
      return true;
    case Op.ftou:
      convert(s, value, letter(source), `u${letter(value)}`);
      return true;
    case Op.cast:
      if (source.cls === value.cls) copy(s, value);
      else s.emit(CAST[letter(source) + letter(value)]!, [def(s.vreg(value)), use(s.reg(source))]);
      return true;
    default:
      return false;
  }
}
