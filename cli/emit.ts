/**
 * The back ends as the compiler wants one: the only place where the two halves are put together.
 */
import { type BackendHooks, compileModule } from '../backends/index.ts';
import type { Emit } from '../compiler/compile.ts';

/** What looks at machine code on its way, for dumps. */
export type MachineHooks = Omit<BackendHooks, 'locate' | 'entered' | 'unit'>;

/** The back end that the options name. */
export function emitWith(hooks: MachineHooks | null): Emit {
  return (module, options, { enter, locate, file }) => {
    const unit = { file, directory: process.cwd() };
    return compileModule(module, options, { ...hooks, entered: enter, locate, unit });
  };
}
