/**
 * How far a run is. Gets counts, promises lines on a stream: one that rewrites itself on a
 * terminal, a plain one every ten seconds elsewhere.
 */

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressState {
  readonly done: number;
  /** Known from an earlier run, so that they say nothing about speed. */
  readonly reused: number;
  readonly total: number;
  readonly failed: number;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Takes the line away; nothing is written afterwards. */
  finish(): void;
}

const plainMilliseconds = 10_000;
const terminalMilliseconds = 200;

/** A duration such as `2 h 06 min`, `3 min 20 s`, `12 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const pad = (value: number): string => `${value}`.padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`;
}

/** `120 of 600 (20%), 3 failed, about 40 s left`; elapsed is in milliseconds. */
export function progressLine(state: ProgressState, elapsed: number): string {
  const { done, reused, total, failed } = state;
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const fresh = done - reused;
  const left = fresh > 0 ? (elapsed / fresh) * (total - done) : null;
  const eta = left === null ? '' : `, about ${duration(left)} left`;
  return `${done} of ${total} (${percent}%), ${failed} failed${eta}`;
}

/** A progress display. It does not keep the process alive. */
export function createProgress(stream: ProgressStream): Progress {
  const started = performance.now();
  const interactive = stream.isTTY === true;
  let state = { done: 0, reused: 0, total: 0, failed: 0 };
  const show = (): void => {
    if (state.total === 0) return;
    const line = progressLine(state, performance.now() - started);
    stream.write(interactive ? `\r\x1b[K${line}` : `${line}\n`);
  };
  const timer = setInterval(show, interactive ? terminalMilliseconds : plainMilliseconds);
  timer.unref();
  return {
    update(next) {
      state = { ...next };
    },
    finish() {
      clearInterval(timer);
      if (interactive) stream.write('\r\x1b[K');
    },
  };
}

/** Shows nothing. */
export const silentProgress: Progress = { update() {}, finish() {} };
