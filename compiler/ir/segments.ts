/** The order in which the interpreter lays out a function, a segment a block or piece of one. */
import type { Block, Func, Value } from './ir.ts';

export interface Segment {
  readonly block: Block;
  readonly from: number;
  readonly to: number;
  readonly last: boolean;
}

export interface Segments {
  readonly segments: Segment[];
  /** Calls of setjmp, with the segments behind them. */
  readonly setjmps: { readonly value: Value; readonly segment: number }[];
  /** By block id: the index of its first segment, -1 where unreachable. */
  readonly first: Int32Array;
}

/**
 * Reverse postorder from the entry and from blocks whose address is taken; setjmp calls split
 * blocks.
 */
export function segmentsOf(func: Func, isSetjmp: (value: Value) => boolean): Segments {
  const segments: Segment[] = [];
  const setjmps: Segments['setjmps'] = [];
  const first = new Int32Array(func.nextBlock).fill(-1);
  for (const block of layout(func)) {
    first[block.id] = segments.length;
    let from = 0;
    block.body.forEach((value, index) => {
      if (!isSetjmp(value)) return;
      setjmps.push({ value, segment: segments.length + 1 });
      segments.push({ block, from, to: index + 1, last: false });
      from = index + 1;
    });
    segments.push({ block, from, to: block.body.length, last: true });
  }
  return { segments, setjmps, first };
}

function layout(func: Func): Block[] {
  const post: Block[] = [];
  const seen = new Uint8Array(func.nextBlock);
  const roots = [...func.blocks.filter((b) => b.addressTaken), func.blocks[0]!];
  for (const root of roots) {
    if (seen[root.id]) continue;
    seen[root.id] = 1;
    const stack: { block: Block; next: number }[] = [{ block: root, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const succ = top.block.succs[top.next++];
      if (!succ) {
        post.push(top.block);
        stack.pop();
      } else if (!seen[succ.id]) {
        seen[succ.id] = 1;
        stack.push({ block: succ, next: 0 });
      }
    }
  }
  return post.reverse();
}
