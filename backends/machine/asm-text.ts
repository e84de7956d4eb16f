/**
 * The text of inline assembly: fills the % operands of a template with places. Understands %0,
 * %[name], a modifier letter before either, %%, %=, %l labels and the {att|intel} alternatives.
 */
import type { AsmExtra, AsmPiece, Register } from './code.ts';
import type { Target } from './target.ts';

/** Where the operands of one inline assembly stand. */
export interface AsmPlaces {
  readonly register: (operand: number) => Register;
  readonly frameBase: Register;
  readonly slotOffset: (slot: number) => number;
  readonly label: (index: number) => string;
}

/** @throws Error where the template names an operand that is not there. */
export function asmTemplateText(
  target: Target,
  extra: AsmExtra,
  unique: number,
  places: AsmPlaces,
): string {
  const template = dialect(extra.template);
  const pattern = /%(?:%|=|\{|\}|\||([a-zA-Z]?)(?:([0-9]+)|\[([^\]]*)\]))/g;
  const text = template.replace(pattern, (whole, modifier, digits, name) => {
    if (digits === undefined && name === undefined) {
      return whole === '%=' ? String(unique) : whole.slice(1);
    }
    const index = digits !== undefined ? Number(digits) : extra.names.indexOf(String(name));
    const piece = extra.operands[index];
    if (!piece) throw new Error(`inline assembly names operand ${whole}, which is not there`);
    return pieceText(target, piece, String(modifier ?? ''), places);
  });
  return text === '' ? '' : `\t${text.replaceAll('\n', '\n\t')}`;
}

function pieceText(target: Target, piece: AsmPiece, modifier: string, places: AsmPlaces): string {
  switch (piece.kind) {
    case 'register': {
      const register = places.register(piece.operand);
      return target.asmText({ ...piece, register }, modifier);
    }
    case 'memory': {
      const base = places.register(piece.operand);
      return target.asmText({ kind: 'memory', base, offset: piece.offset }, modifier);
    }
    case 'frame': {
      const offset = places.slotOffset(piece.slot) + piece.offset;
      return target.asmText({ kind: 'memory', base: places.frameBase, offset }, modifier);
    }
    case 'text':
      return target.asmText({ kind: 'text', text: piece.text }, modifier);
    case 'label':
      return places.label(piece.index);
    default:
      return piece satisfies never;
  }
}

/** Keeps the first of the alternatives {att|intel}; %{ %| %} stand for themselves. */
function dialect(template: string): string {
  if (!template.includes('{')) return template;
  let text = '';
  let depth = 0;
  let keep = true;
  for (let i = 0; i < template.length; i++) {
    const c = template[i]!;
    if (c === '%' && i + 1 < template.length) {
      if (keep) text += c + template[i + 1]!;
      i++;
    } else if (c === '{') {
      depth++;
    } else if (c === '|' && depth > 0) {
      keep = false;
    } else if (c === '}' && depth > 0) {
      depth--;
      keep = true;
    } else if (keep) {
      text += c;
    }
  }
  return text;
}
