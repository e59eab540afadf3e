import { hash } from 'node:crypto';
import { bytesOfHex } from '@siegel/wire';

const CHECK_HEX = 16;

/** A small text file of a box: a header that says what it is, lines, and a checksum by which a torn or mistyped one is known. */
export function checkedText(header: string, lines: readonly string[]): string {
  const text = [header, ...lines].join('\n');
  return `${text}\ncheck ${checkOf(text)}\n`;
}

/** The lines between header and checksum, or undefined when it is another file or not whole. */
export function linesOfChecked(header: string, text: string): readonly string[] | undefined {
  const [first, ...rest] = text.replaceAll('\r\n', '\n').split('\n');
  const end = rest.pop();
  const check = rest.pop();
  const isWhole = first === header && end === '' && check === `check ${checkOf([first, ...rest].join('\n'))}`;
  return isWhole ? rest : undefined;
}

/** The rest of the line that begins with `word`. */
export function lineAfter(lines: readonly string[], word: string): string | undefined {
  return lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);
}

/** The bytes a line gives in hex; undefined when there is no such line, or they are not `length` many. */
export function bytesAfter(lines: readonly string[], word: string, length: number): Uint8Array | undefined {
  const value = bytesOfHex(lineAfter(lines, word) ?? '');
  return value?.length === length ? value : undefined;
}

function checkOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, CHECK_HEX);
}
