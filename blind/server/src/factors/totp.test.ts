import { expect, test } from 'vitest';
import { base32Of, matchingStep, totpCode, totpStep } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890', 'ascii');
/** RFC 6238, appendix B, SHA-1: seconds and the eight digits. */
const VECTORS = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;

test('[ZF10] gives the codes of RFC 6238', () => {
  for (const [seconds, code] of VECTORS) {
    expect(totpCode(SECRET, totpStep(seconds * 1000), 8), String(seconds)).toBe(code);
    expect(totpCode(SECRET, totpStep(seconds * 1000)), String(seconds)).toBe(code.slice(2));
  }
});

test('[ZF10] takes one step to each side, and none that was used or lies before one', () => {
  const now = 1_234_567_890_000;
  const step = totpStep(now);
  for (const beside of [-1, 0, 1])
    expect(matchingStep(SECRET, totpCode(SECRET, step + beside), now, -1)).toBe(step + beside);
  for (const far of [-2, 2]) expect(matchingStep(SECRET, totpCode(SECRET, step + far), now, -1)).toBeUndefined();
  expect(matchingStep(SECRET, totpCode(SECRET, step), now, step)).toBeUndefined();
  expect(matchingStep(SECRET, totpCode(SECRET, step - 1), now, step)).toBeUndefined();
  expect(matchingStep(SECRET, totpCode(SECRET, step + 1), now, step)).toBe(step + 1);
});

test('[ZF10] writes secrets as RFC 4648 does', () => {
  expect(base32Of(Buffer.from('foobar', 'ascii'))).toBe('MZXW6YTBOI');
  expect(base32Of(Buffer.from('f', 'ascii'))).toBe('MY');
});
