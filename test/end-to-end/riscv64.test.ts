/**
 * Every program and sample on riscv64, by both back ends; -O1 and -Os are subsets of the passes of
 * -O2.
 */
import { testPrograms } from './programs.ts';

testPrograms('riscv64', [
  { backend: 'shuttle', level: 'O2' },
  { backend: 'linear-scan', level: 'O0' },
  { backend: 'linear-scan', level: 'O2' },
  { backend: 'linear-scan', level: 'O3' },
]);
