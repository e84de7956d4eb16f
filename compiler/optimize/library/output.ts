/**
 * libcalls' rewrites of output to streams and buffers. Of the printf family, where the format is a
 * literal and nobody asks for the result: text goes to puts, putchar, fputs, fputc or fwrite, and
 * no text to nothing. Rows with `_chk` are what glibc's headers make of the others for
 * -D_FORTIFY_SOURCE.
 */
import type { Extent, Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import { replaceBy } from '../copies.ts';
import {
  callInstead,
  insertBefore,
  literal,
  literalText,
  type Rewrite,
  type Site,
  shortened,
} from './tools.ts';

/** How the standard declares a function. */
export interface CallShape {
  readonly params: readonly Cls[];
  readonly variadic: boolean;
  readonly result: Cls;
}

interface Output extends CallShape {
  readonly rewrite: Rewrite;
}

/** Where the arguments of an output function stand; no stream: standard output. */
interface Places {
  readonly stream: number | null;
  readonly format: number;
}

/** printf and its kin: arguments follow the format. */
function formatted(params: readonly Cls[], places: Places): Output {
  const rewrite: Rewrite = (site) => output(site, places, site.args.slice(places.format + 1));
  return { params, variadic: true, result: Cls.w, rewrite };
}

/** vprintf and its kin: a va_list follows, of which nothing is known. */
function listed(params: readonly Cls[], places: Places): Output {
  const rewrite: Rewrite = (site) => output(site, places, []);
  return { params, variadic: false, result: Cls.w, rewrite };
}

const { w, l } = Cls;

export const OUTPUT_CALLS: Readonly<Record<string, Output>> = {
  printf: formatted([l], { stream: null, format: 0 }),
  fprintf: formatted([l, l], { stream: 0, format: 1 }),
  vprintf: listed([l, l], { stream: null, format: 0 }),
  vfprintf: listed([l, l, l], { stream: 0, format: 1 }),
  __printf_chk: formatted([w, l], { stream: null, format: 1 }),
  __fprintf_chk: formatted([l, w, l], { stream: 0, format: 2 }),
  __vprintf_chk: listed([w, l, l], { stream: null, format: 1 }),
  __vfprintf_chk: listed([l, w, l, l], { stream: 0, format: 2 }),
};

function output(site: Site, places: Places, rest: readonly Value[]): Value | null {
  const { args, users, context } = site;
  const address = args[places.format]!;
  const format = users.length === 0 ? literalText(context, address) : null;
  if (format === null) return null;
  const stream = places.stream === null ? null : args[places.stream]!;
  if (!format.includes('%')) return rest.length === 0 ? write(site, stream, address, format) : null;
  const [arg] = rest;
  if (!arg || rest.length !== 1) return null;
  if (format === '%c' && arg.cls === Cls.w) return writeCharacter(site, stream, arg);
  if (arg.cls !== Cls.l) return null;
  if (format === '%s\n' && !stream) return callInstead(site, 'puts', [arg], Cls.w);
  if (format !== '%s') return null;
  const known = literalText(context, arg);
  if (known !== null) return write(site, stream, arg, known);
  return stream && callInstead(site, 'fputs', [arg, stream], Cls.w);
}

/** Writes the text at an address, without the zero behind it; no stream is standard output. */
function write(site: Site, stream: Value | null, from: Value, text: string): Value | null {
  const { func, call, context } = site;
  if (text.length === 0) {
    replaceBy(call, func.int(Cls.w, 0));
    return call;
  }
  if (text.length === 1) return writeCharacter(site, stream, func.int(Cls.w, text.charCodeAt(0)));
  if (!stream) {
    if (!text.endsWith('\n')) return null;
    return callInstead(site, 'puts', [func.address(shortened(context, from, text))], Cls.w);
  }
  // Two arguments more for a length: not where size counts.
  if (context.level === 'Os') return callInstead(site, 'fputs', [from, stream], Cls.w);
  const [one, count] = [func.int(Cls.l, 1), func.int(Cls.l, text.length)];
  return callInstead(site, 'fwrite', [from, one, count, stream], Cls.l);
}

function writeCharacter(site: Site, stream: Value | null, character: Value): Value | null {
  if (stream) return callInstead(site, 'fputc', [character, stream], Cls.w);
  return callInstead(site, 'putchar', [character], Cls.w);
}

/** puts("") is a newline. */
export function puts(site: Site): Value | null {
  const { func, args, users, context } = site;
  if (users.length > 0 || literal(context, args[0]!)?.length !== 0) return null;
  return callInstead(site, 'putchar', [func.int(Cls.w, 10)], Cls.w);
}

export function fputs(site: Site): Value | null {
  const { args, users, context } = site;
  const text = literalText(context, args[0]!);
  if (text === null || users.length > 0) return null;
  if (context.level === 'Os' && text.length > 1) return null;
  return write(site, args[1]!, args[0]!, text);
}

/** sprintf of plain text or of one string copies it. */
export function sprintf(site: Site): Value | null {
  const { func, call, args, users, context } = site;
  const format = literalText(context, args[1]!);
  if (format === null) return null;
  const [to, from, value] = args as [Value, Value, Value | undefined];
  if (format === '%s' && args.length === 3 && value!.cls === Cls.l && users.length === 0) {
    return callInstead(site, 'strcpy', [to, value!], Cls.l);
  }
  if (args.length !== 2 || format.includes('%')) return null;
  const extent: Extent = { size: format.length + 1, align: 1, volatile: false };
  insertBefore(call, func.value(Op.blit, Cls.none, [to, from], extent, call.pos));
  return func.int(Cls.w, format.length);
}
