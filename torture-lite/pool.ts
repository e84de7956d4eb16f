/**
 * A pool of a few asynchronous workers over one list. Gets tasks in order and promises that no more
 * than `width` run at once, that they start in order, and that the first error stops the rest.
 */

/**
 * Runs `task` for every item, `width` at a time. The worker's number (0 .. width - 1) is dense, so
 * that a task can own a folder by it. Rejects with the first error, after running tasks have ended.
 */
export async function runPool<Item>(
  items: readonly Item[],
  width: number,
  task: (item: Item, index: number, worker: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  async function work(worker: number): Promise<void> {
    while (!failed && next < items.length) {
      const index = next;
      next += 1;
      try {
        await task(items[index]!, index, worker);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  const workers: Promise<void>[] = [];
  for (let worker = 0; worker < Math.min(width, items.length); worker += 1) {
    workers.push(work(worker));
  }
  const settled = await Promise.allSettled(workers);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}
