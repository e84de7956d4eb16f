/**
 * What the functions of a module destroy (interprocedural register allocation; Wall 1986, and
 * gcc's -fipa-ra): a call of one that has been compiled, and that the call surely enters, keeps
 * the registers which that function writes nowhere. Gets functions with callees before callers.
 */
import { callGraph } from '../../compiler/ir/callgraph.ts';
import type { Func, Module, ModuleSymbol } from '../../compiler/ir/ir.ts';
import { Cls } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { MachineFunction } from './code.ts';

/** By function: which registers it writes, those that it calls included. */
export class Destroyed {
  private readonly known = new Map<ModuleSymbol, Uint8Array>();

  constructor(private readonly options: CompileOptions) {}

  /** The order in which functions are to come. */
  order(module: Module): readonly Func[] {
    return this.isAsked() ? callGraph(module).order : module.functions;
  }

  private isAsked(): boolean {
    return this.options.level !== 'O0' && this.options.backend === 'linear-scan';
  }

  /**
   * Takes from calls of functions that are known what these do not destroy. Vectors of 256 bits
   * never outlive a call: their upper halves are cleared there.
   */
  narrow(func: MachineFunction): void {
    if (this.known.size === 0 || func.classes.includes(Cls.y)) return;
    for (const { instructions } of func.blocks) {
      for (let i = 0; i < instructions.length; i++) {
        const one = instructions[i]!;
        const written = one.op.call && one.symbol ? this.known.get(one.symbol) : undefined;
        if (!written) continue;
        const clobbers = one.clobbers.filter((register) => written[register] === 1);
        instructions[i] = { ...one, clobbers };
      }
    }
  }

  /**
   * Notes what a placed function writes: `written`, but what it jumps to writes more. One that
   * returns twice does so after whatever its caller called in between.
   */
  note({ symbol, flags }: Func, func: MachineFunction, written: Uint8Array): void {
    if (!this.isAsked() || !this.isBound(symbol)) return;
    if (flags.returnsTwice || flags.callsReturnsTwice) return;
    const all = written.slice();
    for (const { instructions } of func.blocks) {
      const last = instructions[instructions.length - 1]!;
      if (!last.op.returns || !last.op.effect) continue;
      const callee = last.symbol ? this.known.get(last.symbol) : undefined;
      if (!callee) return;
      for (let r = 0; r < all.length; r++) all[r]! |= callee[r]!;
    }
    this.known.set(symbol, all);
  }

  /** Whether a call of the name enters this very definition. */
  private isBound({ linkage, visibility, weak }: ModuleSymbol): boolean {
    if (weak) return false;
    return this.options.pic !== 'pic' || linkage === 'internal' || visibility !== 'default';
  }
}
