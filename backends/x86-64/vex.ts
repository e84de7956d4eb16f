/**
 * The VEX forms of rows that are written for SSE: with AVX2, a unit has no other, because a legacy
 * instruction keeps the upper half of a register that VEX code has filled, which costs.
 * Gets and gives templates; what is no SSE instruction stays as it is. Operands that are SSE
 * registers have no modifier in templates, those that are general registers have one.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Two operands that become three: the destination was the first source, or kept what it had. */
const DESTRUCTIVE = words(`
  addss addsd subss subsd mulss mulsd divss divsd minss minsd maxss maxsd sqrtss sqrtsd
  addps addpd subps subpd mulps mulpd divps divpd minps minpd maxps maxpd
  andps andpd orps orpd xorps xorpd andnps andnpd pand por pxor pandn
  paddb paddw paddd paddq psubb psubw psubd psubq pmullw pmuludq pmaddwd psadbw
  pminsw pmaxsw pminub pmaxub pcmpeqb pcmpeqw pcmpeqd pcmpgtb pcmpgtw pcmpgtd
  cmpeqps cmpeqpd cmpneqps cmpneqpd cmpltps cmpltpd cmpleps cmplepd cmpunordps cmpunordpd
  punpcklbw punpcklwd punpckldq punpcklqdq punpckhbw punpckhwd punpckhdq punpckhqdq
  packsswb packssdw packuswb shufps
  psllw pslld psllq psrlw psrld psrlq psraw psrad
  cvtss2sd cvtsd2ss cvtsi2ssl cvtsi2ssq cvtsi2sdl cvtsi2sdq`);

/** The same operands. */
const PLAIN = words(`
  movaps movapd movups movupd movdqa movdqu movss movsd movd
  ucomiss ucomisd comiss comisd cvttss2sil cvttss2siq cvttsd2sil cvttsd2siq
  pshufd pshuflw pshufhw sqrtps sqrtpd
  cvtdq2ps cvtdq2pd cvttps2dq cvttpd2dq cvtps2pd cvtpd2ps`);

/** movq between the banks; between general registers and memory it is another instruction. */
const BETWEEN = /^movq (\{\d\}, \{\d:l\}|\{\d:l\}, \{\d\})$/;

function lineForm(line: string): string {
  const at = line.indexOf(' ');
  const name = at < 0 ? line : line.slice(0, at);
  if (DESTRUCTIVE.has(name)) return `v${line}, ${line.slice(line.lastIndexOf(' ') + 1)}`;
  return PLAIN.has(name) || BETWEEN.test(line) ? `v${line}` : line;
}

/** A template in VEX form: 128 bits. */
export function vexForm(template: string): string {
  return template.split('\n').map(lineForm).join('\n');
}

/** A template of vector ops in VEX form on registers of 256 bits. */
export function wideForm(template: string): string {
  return vexForm(template)
    .replace(/\{(\d)\}/g, '{$1:y}')
    .replaceAll('%xmm', '%ymm');
}
