import { hexOf, ID_BYTES } from '@siegel/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdTable } from './id-table.ts';

/** Ids that differ in few bytes, so that some repeat and some lie close together. */
const anId = fc.uint8Array({ minLength: ID_BYTES, maxLength: ID_BYTES, max: 2 });

test('[JN21] an id table numbers ids as a map of hex strings would', () => {
  fc.assert(
    fc.property(fc.array(anId, { maxLength: 200 }), anId, (ids, other) => {
      const table = new IdTable();
      const map = new Map<string, number>();
      for (const id of ids) {
        const expected = map.get(hexOf(id)) ?? map.size;
        map.set(hexOf(id), expected);
        expect(table.add(id)).toBe(expected);
      }
      expect([...table.hexIds()]).toEqual([...map.keys()]);
      expect(table.numberOf(other)).toBe(map.get(hexOf(other)));
    }),
  );
});

test('[JN21] an id table keeps its numbers while it grows', () => {
  const table = new IdTable();
  const idOf = (n: number) => new Uint8Array(ID_BYTES).fill(n & 255, 4).fill(n >> 8, 0, 2);
  for (let n = 0; n < 10_000; n++) expect(table.add(idOf(n))).toBe(n);
  for (let n = 0; n < 10_000; n++) expect(table.numberOf(idOf(n))).toBe(n);
  expect(table.size).toBe(10_000);
});
