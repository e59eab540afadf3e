import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeText, isUtf8, weighCharset } from './charset.ts';
import { makeFindingLog } from './import-finding.ts';
import { xdtCharset } from './xdt-charset.ts';

const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const bytesOf = (text: string, charset: string) => new Uint8Array(iconv.encode(text, charset));
const codes = (start: Uint8Array) => {
  const log = makeFindingLog();
  return [xdtCharset(start, log), ...log.list().map(({ code }) => code)];
};

test.each(['cp437', 'cp850', 'windows-1252', 'iso-8859-15'] as const)(
  '[IX2] decodes every byte of %s like an independent codec',
  (charset) => {
    // The independent codec leaves five bytes of Windows-1252 undefined; browsers give control characters.
    const comparable = allBytes.filter(
      (byte) => charset !== 'windows-1252' || ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
    );
    expect(decodeText(comparable, charset)).toBe(iconv.decode(Buffer.from(comparable), charset));
  },
);

test('[IX2] decodes seven bit German and leaves an e-mail address alone', () => {
  expect(decodeText(bytesOf('M}ller [rger Stra~e', 'ascii'), 'din-66003')).toBe('Müller Ärger Straße');
  expect(decodeText(bytesOf('anna.m@praxis.de', 'ascii'), 'din-66003')).toBe('anna.m@praxis.de');
  expect(decodeText(bytesOf('@ 630f', 'ascii'), 'din-66003')).toBe('§ 630f');
});

test('[IX2] tells UTF-8 from eight bit sets, also when the last character is cut off', () => {
  const utf8 = bytesOf('Grünwäldchen', 'utf8');
  expect(isUtf8(utf8.subarray(0, 3))).toBe(true);
  expect(weighCharset(utf8)).toMatchObject({ isUtf8: true });
  expect(weighCharset(bytesOf('Grünwäldchen', 'win1252'))).toMatchObject({ isUtf8: false, eightBit: 'windows-1252' });
  expect(weighCharset(bytesOf('Grünwäldchen', 'cp437'))).toMatchObject({ isUtf8: false, eightBit: 'cp437' });
});

test('[IX2] takes the declared set, and says when it guesses or when a declaration is wrong', () => {
  const start = '01380006310\r\n';
  expect(codes(bytesOf(`${start}01092062\r\n0153101Müller\r\n`, 'cp437'))).toEqual(['cp437']);
  expect(codes(bytesOf(`${start}01092063\r\n0153101Müller\r\n`, 'win1252'))).toEqual(['windows-1252']);
  expect(codes(bytesOf(`${start}01091064\r\n0153101Müller\r\n`, 'iso885915'))).toEqual(['iso-8859-15']);
  expect(codes(bytesOf(`${start}0153101Müller\r\n`, 'cp437'))).toEqual(['cp437', 'CHARSET_GUESSED']);
  expect(codes(bytesOf(`${start}01092063\r\n0153101Müller\r\n`, 'utf8'))).toEqual(['utf-8', 'CHARSET_CONTRADICTS']);
  expect(codes(bytesOf(`${start}01092061\r\n0153101Müller\r\n`, 'cp437'))).toEqual(['cp437', 'CHARSET_CONTRADICTS']);
  expect(codes(bytesOf(`${start}0153101Maier\r\n`, 'ascii'))).toEqual(['windows-1252']);
});
