/** Patterns for short texts: `Husten seit {2..7} Tagen{, kein Fieber|, Fieber {38..40} °C}. RR {rr}.`
 *  `{a|b|}` is one of the choices, `{!a|b}` the same one for one person every time, `{2..7}` a number, `{rr}` a value that
 *  the caller knows; choices may hold all of it. */
import { mix, type Random } from './random.ts';

/** Gives the value of a named place; called only for places that the chosen text has. */
export type Slots = (name: string) => string;

type Pieces = readonly Piece[];
type Piece =
  | string
  | { readonly choices: readonly Pieces[]; readonly fixed: number | undefined }
  | { readonly min: number; readonly max: number }
  | { readonly slot: string };

const piecesByPattern = new Map<string, Pieces>();

/** What chooses: chance, values, and the number of the person for the choices that stay the same. */
export type Chooser = { readonly random: Random; readonly slots: Slots; readonly person: number };

/** Writes one text after the pattern. */
export function phrase(pattern: string, chooser: Chooser): string {
  const text = write(piecesOf(pattern), chooser).replaceAll('  ', ' ').replaceAll('..', '.').trim();
  return text.replace(/\b1 (Tag|Woche|Monat|Jahr)e?n\b/g, '1 $1');
}

/** The names of the values a pattern may ask for. */
export function slotsOf(pattern: string): string[] {
  return namesIn(piecesOf(pattern));
}

function write(pieces: Pieces, chooser: Chooser): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if ('choices' in piece) text += write(choose(piece, chooser), chooser);
    else if ('slot' in piece) text += chooser.slots(piece.slot);
    else text += String(chooser.random.between(piece.min, piece.max));
  }
  return text;
}

function choose({ choices, fixed }: Extract<Piece, { choices: unknown }>, { random, person }: Chooser): Pieces {
  return fixed === undefined ? random.pick(choices) : (choices[mix(person, fixed, 0) % choices.length] ?? []);
}

function namesIn(pieces: Pieces): string[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    if ('choices' in piece) return piece.choices.flatMap(namesIn);
    return 'slot' in piece ? [piece.slot] : [];
  });
}

function piecesOf(pattern: string): Pieces {
  const known = piecesByPattern.get(pattern);
  if (known !== undefined) return known;
  const pieces = parse(pattern);
  piecesByPattern.set(pattern, pieces);
  return pieces;
}

function parse(pattern: string): Pieces {
  return splitOutside(pattern, /[{}]/).map((part) => (part.startsWith('{') ? pieceOf(part.slice(1, -1)) : part));
}

function pieceOf(inside: string): Piece {
  const range = /^(\d+)\.\.(\d+)$/.exec(inside);
  if (range !== null) return { min: Number(range[1]), max: Number(range[2]) };
  const isFixed = inside.startsWith('!');
  const choices = splitOutside(isFixed ? inside.slice(1) : inside, /[|]/);
  if (choices.length < 2) return { slot: inside };
  return { choices: choices.map(parse), fixed: isFixed ? inside.length * 31 + inside.charCodeAt(1) : undefined };
}

/** Splits at bars outside braces, or into braces and what stands between them. */
function splitOutside(text: string, at: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const cut = (end: number, next: number): void => {
    parts.push(text.slice(start, end));
    start = next;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (depth === 0 && at.test(sign)) cut(i, sign === '|' ? i + 1 : i);
    if (sign === '{') depth++;
    if (sign === '}') depth--;
    if (depth === 0 && sign === '}' && at.test(sign)) cut(i + 1, i + 1);
  }
  cut(text.length, text.length);
  return parts;
}
