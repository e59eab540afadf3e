import { seededRandom } from '@siegel/testing';
import type { Id } from '@siegel/wire';
import { expect, test } from 'vitest';
import { SmsCodes } from './sms-codes.ts';

const user = seededRandom('sms')(16) as Id;
const PHONE = '+491511234567';

/** Codes whose texts are kept here, drawn from `random`. */
function codesFrom(random: (length: number) => Uint8Array) {
  const texts: string[] = [];
  let elapsedMs = 0;
  const gateway = {
    async send(_: string, text: string) {
      texts.push(text);
      return true;
    },
  };
  const codes = new SmsCodes(gateway, { elapsed: () => elapsedMs, random });
  return { codes, texts, pass: (ms: number) => (elapsedMs += ms) };
}

test('[ZF14] draws codes from the randomness it is given, each as likely as every other', async () => {
  // The last three numbers of 32 bits that are no whole million, then one that is 42.
  const drawn = [0xff_ff_ff_ff, 4_294_000_000, 4_294_967_295, 42].map((number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return new Uint8Array(bytes);
  });
  const { codes, texts } = codesFrom(() => drawn.shift() ?? new Uint8Array(4));
  expect(await codes.send(user, 'a', PHONE)).toBeUndefined();
  expect(drawn).toEqual([]);
  expect(texts[0]).toContain(' 000042.');
  expect(codes.use('a', '000042')).toBe(PHONE);
});

test('[ZF14] gives the same codes for the same randomness, and other ones for other', async () => {
  const [one, same, other] = await Promise.all(
    ['x', 'x', 'y'].map(async (seed) => {
      const { codes, texts } = codesFrom(seededRandom(seed));
      for (const purpose of ['a', 'b', 'c']) await codes.send(user, purpose, PHONE);
      return texts;
    }),
  );
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});

test('[ZF14] [DV20] a code lives five minutes of time that has passed', async () => {
  const { codes, texts, pass } = codesFrom(seededRandom('time'));
  await codes.send(user, 'a', PHONE);
  await codes.send(user, 'b', PHONE);
  const codeOf = (text = '') => /\d{6}/.exec(text)?.[0] ?? '';
  pass(5 * 60_000 - 1);
  expect(codes.use('a', codeOf(texts[0]))).toBe(PHONE);
  pass(1);
  expect(codes.use('b', codeOf(texts[1]))).toBeUndefined();
});
