/**
 * The machines a program may be built for, and how their programs are run here: one row each with
 * its ELF number, the emulator for a foreign host, and the oldest CPU its ABI allows.
 */

/** A row of the table below. */
export interface Machine {
  readonly target: string;
  /** e_machine of its ELF files. */
  readonly elf: number;
  /** process.arch of a host that runs it without help. */
  readonly hostArchitecture: string;
  /** Runs its programs on another host. */
  readonly emulator: readonly string[];
  /** Runs its programs on the oldest CPU the ABI allows: no later instruction exists there. */
  readonly baseline: readonly string[];
  /** GNU names of the target, as DejaGnu selectors see them. */
  readonly triplet: string;
}

const riscvRoot = ['-L', '/usr/riscv64-linux-gnu'];
const riscvBaseline = 'rv64,zba=false,zbb=false,zbc=false,zbs=false';

export const machines: readonly Machine[] = [
  {
    target: 'x86-64',
    elf: 62,
    hostArchitecture: 'x64',
    emulator: ['qemu-x86_64', '-L', '/usr/x86_64-linux-gnu'],
    baseline: ['qemu-x86_64', '-cpu', 'qemu64'],
    triplet: 'x86_64-pc-linux-gnu',
  },
  {
    target: 'riscv64',
    elf: 243,
    hostArchitecture: 'riscv64',
    emulator: ['qemu-riscv64', ...riscvRoot],
    baseline: ['qemu-riscv64', '-cpu', riscvBaseline, ...riscvRoot],
    triplet: 'riscv64-unknown-linux-gnu',
  },
];

/** The machine of an ELF file's first 20 bytes, or null if it is no ELF file or an unknown one. */
export function machineOfElf(header: Uint8Array): Machine | null {
  const magic = header[0] === 0x7f && header[1] === 0x45 && header[2] === 0x4c;
  if (!magic || header.length < 20) return null;
  const elf = header[5] === 2 ? header[18]! * 256 + header[19]! : header[19]! * 256 + header[18]!;
  return machines.find((machine) => machine.elf === elf) ?? null;
}

/** The machine of a target's name, or null. */
export function machineOfTarget(target: string): Machine | null {
  return machines.find((machine) => machine.target === target) ?? null;
}

/**
 * The words to put before a program of this machine to run it on the given CPU: `host` (the
 * machine at hand, through an emulator if it is foreign) or `baseline`.
 */
export function machineWrapper(machine: Machine | null, cpu: string): readonly string[] {
  if (machine === null) return [];
  if (cpu === 'baseline') return machine.baseline;
  return machine.hostArchitecture === process.arch ? [] : machine.emulator;
}
