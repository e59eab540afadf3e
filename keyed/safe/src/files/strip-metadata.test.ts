import { concatBytes } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exifBlock, PLAIN, SECRET, talkativeJpeg, talkativePng, talkativeWebp } from '../../test-support/pictures.ts';
import { orientationOf } from './orientation.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripMetadata } from './strip-metadata.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const FORMS = [
  ['jpeg', stripJpeg, talkativeJpeg, PLAIN.jpeg],
  ['png', stripPng, talkativePng, PLAIN.png],
  ['webp', stripWebp, talkativeWebp, PLAIN.webp],
] as const;

test.each(FORMS)('[AT13] leaves of a talkative %s exactly the picture', (_, strip, talkative, plain) => {
  expect(text(talkative())).toContain(SECRET);
  const stripped = strip(talkative());
  expect(Buffer.from(stripped ?? []).equals(Buffer.from(plain))).toBe(true);
  expect(Buffer.from(strip(plain) ?? []).equals(Buffer.from(plain))).toBe(true);
});

test.each(FORMS)('[AT13] keeps of the EXIF of a %s only how the picture is held', (_, strip, talkative, plain) => {
  for (let orientation = 2; orientation <= 8; orientation++) {
    const stripped = strip(talkative(orientation)) ?? new Uint8Array(0);
    expect(text(stripped)).not.toContain(SECRET);
    const block = stripped.subarray(text(stripped).indexOf('MM\0*'));
    expect(orientationOf(block)).toBe(orientation);
    expect(stripped.length).toBeLessThan(plain.length + 64);
    expect(strip(stripped)).toEqual(stripped);
  }
});

test('[AT13] reads how a picture is held in both byte orders, and nothing from a damaged block', () => {
  expect([orientationOf(exifBlock(6, 'II')), orientationOf(exifBlock(8, 'MM'))]).toEqual([6, 8]);
  expect([orientationOf(exifBlock(9)), orientationOf(exifBlock(0))]).toEqual([1, 1]);
  expect(orientationOf(exifBlock(6).subarray(0, 24))).toBe(1);
  expect(orientationOf(new Uint8Array(40).fill(0xff))).toBe(1);
});

test('[AT13] drops the small picture inside the JFIF segment', () => {
  const { jpeg } = PLAIN;
  const content = concatBytes(jpeg.subarray(6, 18), Uint8Array.of(2, 2), new TextEncoder().encode('picture of2x'));
  const length = content.length + 2;
  const withSmall = concatBytes(jpeg.subarray(0, 4), Uint8Array.of(0, length), content, jpeg.subarray(20));
  expect(Buffer.from(stripJpeg(withSmall) ?? []).equals(Buffer.from(jpeg))).toBe(true);
});

test.each(FORMS)('[AT14] refuses a %s that is cut anywhere, and never throws', (_, strip, talkative, plain) => {
  for (let length = 16; length < plain.length; length++) expect(strip(plain.subarray(0, length))).toBeUndefined();
  const whole = talkative(6);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const stripped = strip(whole.with(at, byte));
      expect(stripped === undefined || stripped.length <= whole.length + 64).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('[AT14] says what was done about a file', async () => {
  const cleaningOf = async (bytes: Uint8Array) =>
    (await stripMetadata(new Blob([bytes as Uint8Array<ArrayBuffer>]))).cleaning;
  expect(await cleaningOf(talkativeJpeg())).toBe('cleaned');
  expect(await cleaningOf(talkativePng().subarray(0, 200))).toBe('not-possible');
  expect(await cleaningOf(new TextEncoder().encode('GIF89a....'))).toBe('not-possible');
  expect(await cleaningOf(new TextEncoder().encode('%PDF-1.7'))).toBe('not-needed');
  expect(await cleaningOf(new Uint8Array(0))).toBe('not-needed');
});

test('[AT14] says that pictures of telephones and TIFF go as they are, and only pictures', async () => {
  const heic = [0, 0, 0, 24, ...Buffer.from('ftypheic')];
  const pictures = [
    heic,
    [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0],
    [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    [...Buffer.from('GIF89a')],
  ];
  for (const bytes of pictures)
    expect((await stripMetadata(new Blob([new Uint8Array(bytes)]))).cleaning).toBe('not-possible');
  for (const text of ['%PDF-1.7', '\0\0\0\u0018ftypmp42', 'Befund', ''])
    expect((await stripMetadata(new Blob([text]))).cleaning).toBe('not-needed');
});
