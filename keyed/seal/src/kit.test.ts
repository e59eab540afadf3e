import { expect, test } from 'vitest';
import { flipped, random } from '../test-support/samples.ts';
import { kitKeys, kitOfFile, kitOfQr, kitOfWords, kitToFile, kitToQr, kitToWords, makeKit } from './kit.ts';
import { reveal, Secret } from './secret.ts';
import { sealForXwing } from './xwing.ts';

const FILE_WRONG = { ok: false, error: { code: 'KEY_FILE_WRONG' } };
const WORDS_WRONG = { ok: false, error: { code: 'KIT_WORDS_WRONG' } };

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('refused');
  return result.value;
}

test('[SL3] restores the same keys from file, words and QR text, each alone', async () => {
  const kit = makeKit(random);
  const tenant = random(16);
  const keys = await kitKeys(kit);
  const info = random(8);
  const sealed = await sealForXwing(keys.recovery.publicKey, info, Uint8Array.of(1, 2, 3));
  const restored = [
    must(kitOfFile(kitToFile(kit, tenant))).kit,
    must(kitOfQr(kitToQr(kit, tenant))).kit,
    must(kitOfWords(kitToWords(kit).join(' '))),
  ];
  for (const again of await Promise.all(restored.map(kitKeys))) {
    expect(again.org.publicKey).toEqual(keys.org.publicKey);
    expect(await again.recovery.open(sealed, info)).toEqual(Uint8Array.of(1, 2, 3));
  }
  expect(must(kitOfFile(kitToFile(kit, tenant))).tenant).toEqual(tenant);
  expect(must(kitOfQr(kitToQr(kit, tenant))).tenant).toEqual(tenant);
});

test('[SL3] knows the published words of a seed', () => {
  expect(kitToWords(new Secret(new Uint8Array(32))).join(' ')).toBe(`${'abandon '.repeat(23)}art`);
  expect(kitToWords(new Secret(new Uint8Array(32).fill(0x7f))).join(' ')).toBe(
    `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
  );
});

test('[SL3] forgives case and spaces of typed words, line ends of a file and case of a QR text', () => {
  const kit = makeKit(random);
  const tenant = random(16);
  const words = kitToWords(kit);
  expect(reveal(must(kitOfWords(`  ${words.join('\n ').toUpperCase()}\t`)))).toEqual(reveal(kit));
  expect(reveal(must(kitOfFile(kitToFile(kit, tenant).replaceAll('\n', '\r\n'))).kit)).toEqual(reveal(kit));
  expect(reveal(must(kitOfQr(kitToQr(kit, tenant).toLowerCase())).kit)).toEqual(reveal(kit));
});

test('[SL3] refuses a wrong, missing, doubled or moved word', () => {
  const words = [...kitToWords(new Secret(new Uint8Array(32).fill(7)))];
  const spoilt = [
    words.toSpliced(3, 1, 'siegel'),
    words.toSpliced(3, 1, words[3] === 'zoo' ? 'abandon' : 'zoo'),
    words.slice(1),
    words.slice(0, 12),
    [...words, words[0]],
    words.toReversed(),
    [],
  ];
  for (const given of spoilt) expect(kitOfWords(given.join(' '))).toEqual(WORDS_WRONG);
  // A valid list of fewer words is no kit.
  expect(kitOfWords(`${'abandon '.repeat(11)}about`)).toEqual(WORDS_WRONG);
});

test('[SL3] refuses a file or QR text in which any one character is another', () => {
  const kit = makeKit(random);
  const tenant = random(16);
  const file = kitToFile(kit, tenant).trimEnd();
  for (const line of [1, 2, 3]) {
    const lines = file.split('\n');
    const [name = '', hex = ''] = (lines[line] as string).split(': ');
    for (let at = 0; at < hex.length; at++) {
      const other = hex[at] === '0' ? '1' : '0';
      const spoilt = lines.with(line, `${name}: ${hex.slice(0, at)}${other}${hex.slice(at + 1)}`).join('\n');
      expect(kitOfFile(spoilt)).toEqual(FILE_WRONG);
    }
  }
  const qr = kitToQr(kit, tenant);
  for (let at = 0; at < qr.length; at++)
    expect(kitOfQr(`${qr.slice(0, at)}${qr[at] === '0' ? '1' : '0'}${qr.slice(at + 1)}`)).toEqual(FILE_WRONG);
});

test('[SL3] refuses a cut file, one of another organisation under the old checksum, and other texts', () => {
  const kit = makeKit(random);
  const tenant = random(16);
  const file = kitToFile(kit, tenant);
  const foreign = kitToFile(kit, flipped(tenant, 5));
  const mixed = file.split('\n').with(1, foreign.split('\n')[1] as string);
  for (const text of ['', 'x', file.split('\n').slice(0, 3).join('\n'), file.slice(5), mixed.join('\n'), '::::'])
    expect(kitOfFile(text)).toEqual(FILE_WRONG);
  for (const text of ['', 'SIEGEL-KIT:1', kitToQr(kit, tenant).replace(':1:', ':2:')])
    expect(kitOfQr(text)).toEqual(FILE_WRONG);
});
