import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { markerOf, planted } from './canary.ts';
import { markerSearch } from './marker-search.ts';
import { framesOf } from './websocket-frames.ts';

const CORE = 'bcdfghjklm';
const TEXT = `Ä${CORE}öß€`;
const marker = markerOf(TEXT, CORE);
const others = Array.from({ length: 200 }, (_, at) => markerOf(`anderes-${at}-${(at * 7919).toString(36)}`));
const search = markerSearch([marker, ...others]);
const around = (bytes: Uint8Array, before = 99) => Buffer.concat([Buffer.alloc(before, 3), bytes, Buffer.alloc(99, 4)]);
const formsIn = (bytes: Buffer) => new Set(search('here', bytes).map(({ form }) => form));

test('[A2] finds a marker in every encoding, wherever it begins and beside anything', () => {
  for (const [form, bytes] of marker.forms)
    for (let before = 0; before < 20; before++) {
      expect(formsIn(around(bytes, before)), `${form} at ${before}`).toContain(form);
      expect(formsIn(Buffer.concat([Buffer.from(CORE.repeat(2)), bytes])), form).toContain(form);
    }
  const encodings = new Set([...marker.forms.keys()].map((form) => form.replace(/^core /, '').split('/')[0]));
  for (const encoding of ['utf-8', 'utf-16le', 'windows-1252', 'hex', 'base64', 'address', 'JSON', 'reversed'])
    expect(encodings).toContain(encoding);
});

test('[A2] finds base64 at each phase, and the letters of a folded or cut text', () => {
  for (const before of ['', 'x', 'xy']) {
    const base64 = Buffer.from(`${before}${TEXT}zz`).toString('base64');
    expect(formsIn(around(Buffer.from(base64))).size, before).toBeGreaterThan(0);
  }
  expect(formsIn(Buffer.from(`a${CORE}oss`)).size).toBeGreaterThan(0);
  expect(formsIn(Buffer.from(CORE.slice(2))).size).toBeGreaterThan(0);
  expect(formsIn(Buffer.from(CORE.slice(0, 7)))).toEqual(new Set());
});

test('[A2] looks into gzip, also when its end is missing, and into ZIP, also within one another', () => {
  const inGzip = gzipSync(Buffer.concat([Buffer.from(TEXT), Buffer.alloc(50_000, 'abc')]));
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(8, 8);
  const inZip = Buffer.concat([header, deflateRawSync(Buffer.from(TEXT))]);
  for (const packed of [inGzip, inZip, gzipSync(inZip)]) expect(formsIn(around(packed)).size).toBeGreaterThan(0);
  expect(formsIn(inGzip.subarray(0, inGzip.length - 20)).size).toBeGreaterThan(0);
});

test('[A2] names place, form and marker once each, and finds nothing where there is nothing', () => {
  const hits = search('there', around(Buffer.concat([planted(marker), planted(marker)])));
  const once = hits.filter(({ where }) => where === 'there');
  expect(once).toHaveLength(marker.forms.size);
  expect(new Set(hits.map((hit) => hit.marker))).toEqual(new Set([TEXT]));
  expect(search('nowhere', Buffer.alloc(1_000_000, 'anderes'))).toEqual([]);
  expect(search('nowhere', Buffer.alloc(0))).toEqual([]);
});

test('[A2] takes the mask off what a browser says over a WebSocket, short and long, and keeps what is not whole yet', () => {
  const frame = (text: string) => {
    const payload = Buffer.from(text);
    const mask = Buffer.from([1, 2, 3, 4]);
    const masked = payload.map((byte, at) => byte ^ (mask[at % 4] as number));
    const length =
      payload.length < 126 ? [payload.length | 0x80] : [126 | 0x80, payload.length >> 8, payload.length & 0xff];
    return Buffer.concat([Buffer.from([0x81, ...length]), mask, masked]);
  };
  const texts = [TEXT, 'x'.repeat(300), ''];
  const said = Buffer.concat([...texts.map(frame), frame(TEXT).subarray(0, 9)]);
  const { payloads, rest } = framesOf(said);
  expect(payloads.map(String)).toEqual(texts);
  expect(rest).toHaveLength(9);
});
