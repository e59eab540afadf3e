import { gzipSync } from 'node:zlib';

/** One marker and the ways it could lie somewhere readable. */
export interface Marker {
  readonly text: string;
  readonly forms: ReadonlyMap<string, Buffer>;
}

/** Shorter pieces of text occur by chance in a hundred megabytes of base64. */
const FRAGMENT_CHARACTERS = 8;

/** A marker in the encodings a leak would have: UTF-8, UTF-16LE, windows-1252, hex in both cases, base64 and base64url at each of
 *  their three phases, as an address and as JSON write it, and from its end.
 *  @param core letters of `text` that survive folding (no case, no marks); every piece of eight of them is looked for as well. */
export function markerOf(text: string, core?: string): Marker {
  const forms = new Map<string, Buffer>(formsOf(text));
  if (core !== undefined) {
    for (const [form, bytes] of formsOf(core)) forms.set(`core ${form}`, bytes);
    for (let at = 0; at + FRAGMENT_CHARACTERS <= core.length; at++) {
      const fragment = core.slice(at, at + FRAGMENT_CHARACTERS);
      forms.set(`fragment ${at}`, Buffer.from(fragment));
      forms.set(`fragment ${at} utf-16le`, Buffer.from(fragment, 'utf16le'));
    }
  }
  return { text, forms: withoutRepeats(forms) };
}

function formsOf(text: string): readonly (readonly [string, Buffer])[] {
  const utf8 = Buffer.from(text, 'utf8');
  const backwards = Array.from(text).reverse().join('');
  return [
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['windows-1252', windows1252(text)],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ...[0, 1, 2].flatMap((phase) => base64Forms(utf8, phase)),
    ['address', Buffer.from(encodeURIComponent(text))],
    ['JSON', Buffer.from(jsonEscaped(text))],
    ['reversed', Buffer.from(backwards)],
    ['reversed utf-16le', Buffer.from(backwards, 'utf16le')],
  ];
}

/** Of the characters above 0x7f only those that stand where Unicode has them, and the euro sign. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('€', '\u0080'), 'latin1');
}

function jsonEscaped(text: string): string {
  return text.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function base64Forms(utf8: Buffer, phase: number): [string, Buffer][] {
  const base64 = Buffer.concat([Buffer.alloc(phase, 1), utf8])
    .toString('base64')
    .replaceAll('=', '');
  // The letters at both ends depend on the neighbours: only those in between are sure.
  const sure = base64.slice(phase === 0 ? 0 : phase + 1, base64.length - 2);
  return [
    [`base64/${phase}`, Buffer.from(sure)],
    [`base64url/${phase}`, Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_'))],
  ];
}

/** Text without umlauts is the same in several encodings: it is looked for once, under the first name. */
function withoutRepeats(forms: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const seen = new Set<string>();
  return new Map([...forms].filter(([, bytes]) => seen.size < seen.add(bytes.toString('latin1')).size));
}

/** Bytes that hold a marker in every form, for showing that the search has teeth. */
export function planted(marker: Marker): Buffer {
  return Buffer.concat([...marker.forms.values(), gzipSync(marker.forms.get('utf-8') ?? Buffer.alloc(0))]);
}
