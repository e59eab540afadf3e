import { expect, test } from 'vitest';
import { ikFault, kvnrFault, lanrFault } from './check-digit.ts';

/** How many single wrong digits a check finds, of all there are. */
function foundSlips(value: string, fault: (value: string) => unknown, from: number): number {
  let missed = 0;
  for (let at = from; at < value.length; at++)
    for (let digit = 0; digit <= 9; digit++) {
      const slipped = `${value.slice(0, at)}${digit}${value.slice(at + 1)}`;
      if (slipped !== value && fault(slipped) === undefined) missed++;
    }
  return missed;
}

test('[AK10] tells a KVNR from a slip of the pen', () => {
  for (const right of ['S040464113', 'A123456780', 'T555558879']) expect(kvnrFault(right), right).toBeUndefined();
  expect([kvnrFault('G995030567'), kvnrFault('A12345678'), kvnrFault('a123456780')]).toEqual(['digit', 'form', 'form']);
  // Sums of digits of 2 n are all different, so every single wrong digit shows.
  expect(foundSlips('S040464113', kvnrFault, 1)).toBe(0);
});

test('[AK10] tells an IK from a slip of the pen', () => {
  for (const right of ['108018007', '260326822']) expect(ikFault(right), right).toBeUndefined();
  expect([ikFault('108018008'), ikFault('10801800')]).toEqual(['digit', 'form']);
  expect(foundSlips('108018007', ikFault, 2)).toBe(0);
});

test('[AK10] tells a LANR from a slip of the pen, and knows those without a check digit', () => {
  expect([lanrFault('838382299'), lanrFault('999999900'), lanrFault('555555123')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([lanrFault('838383299'), lanrFault('83838229')]).toEqual(['digit', 'form']);
});
