/** C text as HTML lines with its lexical elements marked (C11 6.4). */

const KEYWORDS = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if ' +
    'inline int long register restrict return short signed sizeof static struct switch typedef ' +
    'union unsigned void volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic ' +
    '_Imaginary _Noreturn _Static_assert _Thread_local __attribute__ __asm__ asm typeof __typeof__'
  ).split(' '),
);

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*)`,
    String.raw`(?<directive>^[ \t]*#(?:[^\n\\]|\\\n|\\.)*)`,
    String.raw`(?<string>(?:u8|[LuU])?"(?:[^"\\\n]|\\[\s\S])*"|[LuU]?'(?:[^'\\\n]|\\[\s\S])*')`,
    String.raw`(?<number>\b\.?\d(?:[eEpP][+-]|[\w.])*)`,
    String.raw`(?<word>[A-Za-z_]\w*)`,
  ].join('|'),
  'gm',
);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (letter) => ENTITIES[letter]!).replaceAll('"', '&quot;');
}

/** The lines of C text, as HTML. */
export function highlightC(text: string): string[] {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    html += escapeHtml(text.slice(from, match.index));
    html += marked(match[0], kindOf(match));
    from = match.index + match[0].length;
  }
  html += escapeHtml(text.slice(from));
  return html.replaceAll('\r', '').split('\n');
}

function kindOf({ groups }: RegExpMatchArray): string {
  const kind = Object.keys(groups ?? {}).find((name) => groups?.[name] !== undefined) ?? '';
  if (kind !== 'word') return kind;
  return KEYWORDS.has(groups?.word ?? '') ? 'keyword' : '';
}

/** A span that is closed and opened again at each line's end. */
function marked(text: string, kind: string): string {
  const html = escapeHtml(text);
  if (kind === '') return html;
  const lines = html.split('\n').map((line) => `<span class="c-${kind}">${line}</span>`);
  return lines.join('\n');
}
