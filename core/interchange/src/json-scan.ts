/** What a scan of JSON text before parsing may find. */
export type JsonFault = 'depth' | 'elements' | 'forbidden-key' | 'repeated-key';

/** Limits of the scan. */
export interface JsonLimits {
  readonly depth: number;
  readonly elements: number;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Looks at JSON text once, without building anything (IX11): nesting, number of values, keys that would touch
 *  prototypes, keys given twice (JSON.parse would silently keep the last). Text that is no JSON may pass: the parser
 *  refuses it afterwards. Linear in the length of the text. */
export function scanJson(text: string, limits: JsonLimits): JsonFault | null {
  // One set of keys per open object, null per open array.
  const open: (Set<string> | null)[] = [];
  let elements = 0;
  for (const mark = /["{}[\],]/g; ; ) {
    const found = mark.exec(text);
    if (found === null) return null;
    const character = found[0];
    if (character === '"') {
      const end = stringEnd(text, found.index);
      const fault = isKey(text, end) ? keyFault(text.slice(found.index, end), open.at(-1)) : null;
      if (fault !== null) return fault;
      mark.lastIndex = end;
    } else if (character === ',') elements++;
    else if (character === '}' || character === ']') open.pop();
    else open.push(character === '{' ? new Set() : null);
    if (open.length > limits.depth) return 'depth';
    if (elements > limits.elements) return 'elements';
  }
}

/** Position after the closing quote, or the end of the text. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t')) at++;
  return text[at] === ':';
}

function keyFault(quoted: string, keys: Set<string> | null | undefined): JsonFault | null {
  const key = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (FORBIDDEN.has(key)) return 'forbidden-key';
  if (keys === null || keys === undefined) return null;
  if (keys.has(key)) return 'repeated-key';
  keys.add(key);
  return null;
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
