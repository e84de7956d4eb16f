/** Every program and sample on x86-64, by both back ends at every level. */
import { LEVELS } from '../../compiler/options.ts';
import { testPrograms } from './programs.ts';

testPrograms('x86-64', [
  { backend: 'shuttle', level: 'O2' },
  ...LEVELS.map((level) => ({ backend: 'linear-scan', level }) as const),
]);
