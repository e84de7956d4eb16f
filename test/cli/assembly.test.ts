/** Assembly text taken apart and compared. */
import { describe, expect, it } from 'vitest';
import { functionsOf, instructionCount, likeness } from '../../cli/assembly.ts';

const UNIT = `	.text
	.type f, @function
f:
	.cfi_startproc
	movl %edi, %eax	# a comment
.L3:
	addl $1, %eax
	jne .L3
	ret
	.size f, .-f
	.data
x:
	.long 1
	.type g, @function
g:
	ret
	.size g, .-g
`;

describe('assembly', () => {
  it('finds the functions and their instructions', () => {
    const functions = functionsOf(UNIT);
    expect([...functions.keys()]).toEqual(['f', 'g']);
    expect(functions.get('f')).toEqual([
      ...['movl %edi, %eax', '.L3:', 'addl $1, %eax', 'jne .L3', 'ret'],
    ]);
    expect(instructionCount(functions.get('f') ?? [])).toBe(4);
  });

  it('tells renaming from change', () => {
    const lines = ['movl %edi, %eax', '.L3:', 'addq $1, %rax', 'jne .L3'];
    expect(likeness(lines, ['movl %edi, %eax', '.L9:', 'addq $1, %rax', 'jne .L9'])).toBe(
      'identical',
    );
    expect(likeness(lines, ['movl %edi, %ecx', '.L3:', 'addq $1, %rcx', 'jne .L3'])).toBe(
      'same up to renaming',
    );
    expect(likeness(lines, ['movl %edi, %ecx', '.L3:', 'addq $1, %rdx', 'jne .L3'])).toBe(
      'different',
    );
    expect(likeness(lines, ['movl %edi, %eax', '.L3:', 'addq $2, %rax', 'jne .L3'])).toBe(
      'different',
    );
  });
});
