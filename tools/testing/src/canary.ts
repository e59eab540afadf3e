import { gunzipSync, gzipSync } from 'node:zlib';

/** One marker and the ways it could lie somewhere readable. */
export interface Marker {
  readonly text: string;
  readonly forms: ReadonlyMap<string, Buffer>;
}

/** A marker found where nothing readable may be. */
export interface CanaryHit {
  readonly where: string;
  readonly form: string;
  readonly marker: string;
}

/** A marker in the encodings a leak would have: UTF-8, UTF-16LE, hex in both cases, and base64 at each of its three phases. */
export function markerOf(text: string): Marker {
  const utf8 = Buffer.from(text, 'utf8');
  const forms = new Map<string, Buffer>([
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
  ]);
  for (let phase = 0; phase < 3; phase++) {
    const base64 = Buffer.concat([Buffer.alloc(phase, 1), utf8])
      .toString('base64')
      .replaceAll('=', '');
    // The letters at both ends depend on the neighbours: only those in between are sure.
    const sure = base64.slice(phase === 0 ? 0 : phase + 1, base64.length - 2);
    forms.set(`base64/${phase}`, Buffer.from(sure));
    forms.set(`base64url/${phase}`, Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return { text, forms };
}

/** Searches `bytes` for markers, also inside gzip members. `where` names the place in a report. */
export function searchMarkers(where: string, bytes: Buffer, markers: readonly Marker[]): CanaryHit[] {
  const hits: CanaryHit[] = [];
  for (const { text, forms } of markers)
    for (const [form, needle] of forms) if (bytes.includes(needle)) hits.push({ where, form, marker: text });
  for (const unpacked of gzipMembers(bytes)) hits.push(...searchMarkers(`${where} (gzip)`, unpacked, markers));
  return hits;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

function* gzipMembers(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      yield gunzipSync(bytes.subarray(at), { maxOutputLength: 64 * 1024 * 1024 });
    } catch {
      // Three bytes that only look like the beginning of a gzip member.
    }
  }
}

/** Bytes that hold a marker in every form, for showing that the search has teeth. */
export function planted(marker: Marker): Buffer {
  return Buffer.concat([...marker.forms.values(), gzipSync(marker.forms.get('utf-8') ?? Buffer.alloc(0))]);
}
