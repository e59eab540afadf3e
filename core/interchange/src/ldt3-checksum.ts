import type { XdtReading } from './xdt-reading.ts';

const TRAILER = /\d{3}8000(?:8221|8231)\r?\n/g;

/** Compares field 9300 with the SHA-1 over the file up to and including the line that starts the trailer (IX9).
 *  A file whose line ends were rewritten on the way is compared in its original form with CR LF. */
export function checkLdt3Checksum({ bytes, records, log, options }: XdtReading): void {
  const declared = records
    .at(-1)
    ?.lines.find(({ fk }) => fk === '9300')
    ?.content.trim()
    .toLowerCase();
  if (declared === undefined || options.sha1 === undefined) {
    log.add('LDT3_CHECKSUM_NOT_CHECKED');
    return;
  }
  const end = trailerEnd(bytes);
  if (end === null) {
    log.add('LDT3_CHECKSUM_WRONG');
    return;
  }
  const covered = bytes.subarray(0, end);
  const sha1 = options.sha1;
  const matches = hex(sha1(covered)) === declared || (!bytes.includes(13) && hex(sha1(withCrLf(covered))) === declared);
  if (!matches) log.add('LDT3_CHECKSUM_WRONG');
}

function trailerEnd(bytes: Uint8Array): number | null {
  // One character per byte: positions in the text are positions in the file.
  const text = new TextDecoder('windows-1252').decode(bytes);
  const last = [...text.matchAll(TRAILER)].at(-1);
  return last === undefined ? null : last.index + last[0].length;
}

function withCrLf(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === 10) out.push(13);
    out.push(byte);
  }
  return new Uint8Array(out);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
