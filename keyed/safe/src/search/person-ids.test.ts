import { bytesOfHex } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PersonIds } from './person-ids.ts';

// Few different ids, far more steps: places run together, are freed and taken again.
const anId = fc
  .tuple(fc.nat(40), fc.constantFrom('00000000', 'ffffffff', '80000000'))
  .map(([number, end]) => number.toString(16).padStart(24, '0') + end);

test('[SE17] gives slots without holes, finds each by its id, and moves the last one into a freed slot', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anId, fc.boolean()), { maxLength: 300 }), (steps) => {
      const ids = new PersonIds();
      const known: string[] = [];
      for (const [id, drop] of steps) {
        const slot = known.indexOf(id);
        expect(ids.slotOf(id)).toBe(slot < 0 ? undefined : slot);
        if (drop && slot >= 0) {
          ids.remove(slot);
          const last = known.pop() as string;
          if (slot < known.length) known[slot] = last;
        } else if (!drop) {
          expect(ids.add(bytesOfHex(id) as Uint8Array, 0)).toBe(slot < 0);
          if (slot < 0) known.push(id);
        }
        expect(Array.from({ length: ids.size }, (_, at) => ids.hexOf(at))).toEqual(known);
      }
      for (const [at, id] of known.entries()) expect(ids.slotOf(id)).toBe(at);
    }),
  );
});

test('[SE17] finds 5,000 ids that follow one another after growing, and after taking out every second one', () => {
  const ids = new PersonIds();
  const idOf = (number: number) => number.toString(16).padStart(32, '0');
  for (let number = 0; number < 5_000; number++) ids.addHex(idOf(number));
  expect(ids.size).toBe(5_000);
  for (let number = 0; number < 5_000; number += 2) {
    const slot = ids.slotOf(idOf(number));
    if (slot === undefined) throw new Error(`${number} is not found`);
    ids.remove(slot);
  }
  for (let number = 0; number < 5_000; number++) {
    const slot = ids.slotOf(idOf(number));
    expect(slot === undefined ? undefined : ids.hexOf(slot)).toBe(number % 2 === 0 ? undefined : idOf(number));
  }
  expect(ids.slotOf('nobody')).toBeUndefined();
  expect(() => ids.addHex('nobody')).toThrow('16 bytes');
});
