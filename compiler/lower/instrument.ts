/** -finstrument-functions: functions tell a profiler of the program's when they begin and end. */
import { Cls, Op } from '../ir/ops.ts';
import type { Lowering } from './context.ts';
import { symbolOf } from './symbols.ts';
import { runtimeCall } from './wide.ts';

/** Calls __cyg_profile_func_enter(this function, its caller), or the one for the end. */
export function instrument(l: Lowering, when: 'enter' | 'exit'): void {
  const { b, func, entity } = l.fn;
  if (!l.options.instrumentFunctions || entity.notInstrumented) return;
  const args = [func.address(symbolOf(l, entity)), b.emit(Op.returnaddress, Cls.l, [])];
  runtimeCall(l, `__cyg_profile_func_${when}`, [Cls.l, Cls.l], args, Cls.none);
}
