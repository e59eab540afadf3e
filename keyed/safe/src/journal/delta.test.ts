import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, deltaOf } from './delta.ts';
import { EntryBytes } from './entry-bytes.ts';

/** A base, and bytes that differ from it here and there. */
const pairs = fc
  .uint8Array({ minLength: 1, maxLength: 700 })
  .chain((base) =>
    fc.tuple(fc.constant(base), fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 60 })),
  )
  .map(([base, changes]) => {
    const bytes = base.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    return { base, bytes };
  });

test('[SF34] a delta makes of its base what it was made from, byte by byte', () => {
  fc.assert(
    fc.property(pairs, ({ base, bytes }) => {
      const delta = deltaOf(bytes, base, new Uint8Array(bytes.length));
      if (delta === undefined) return;
      expect(delta.length).toBeLessThanOrEqual((bytes.length * 3) / 4 + 1);
      const target = base.slice();
      applyDelta(delta, 0, target);
      expect(target).toEqual(bytes);
    }),
  );
});

test('[SF34] what has nothing in common with its base has no delta', () => {
  const bytes = new Uint8Array(300).fill(1);
  expect(deltaOf(bytes, new Uint8Array(300), new Uint8Array(300))).toBeUndefined();
});

const entries = fc.array(
  fc.record({
    body: pairs.map(({ bytes }) => bytes),
    like: fc.option(fc.nat(100), { nil: undefined }),
    open: fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 }), { nil: null }),
    isSkipped: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

test('[SF34] entries come out as they were put in, whatever they are told by, and after some were taken back', () => {
  fc.assert(
    fc.property(entries, fc.nat(60), (all, kept) => {
      const held = new EntryBytes();
      // Of two lengths, so that many can be told by others.
      const given = all.map(({ body, open }, seq) => ({
        body: lengthened(body, seq % 2 === 0 ? 210 : 211),
        open: open === null ? null : { salt: new Uint8Array(16).fill(seq), bytes: open },
      }));
      const fill = (from: number) => {
        for (let seq = from; seq < all.length; seq++) {
          const { like, isSkipped } = all[seq] as (typeof all)[number];
          held.skipTo(seq + 1);
          const earlier = like === undefined || seq === 0 ? undefined : like % seq;
          if (!isSkipped) held.put(seq, given[seq] as (typeof given)[number], earlier);
        }
      };
      const check = () => {
        for (const [seq, { isSkipped }] of all.entries())
          expect(held.at(seq)).toEqual(isSkipped ? undefined : given[seq]);
      };
      fill(0);
      check();
      const left = kept % all.length;
      held.truncate(left);
      expect(held.at(left)).toBeUndefined();
      fill(left);
      check();
    }),
    { numRuns: 60 },
  );
});

test('[SF34] of a body that differs from another in one id only the id is kept', () => {
  const [base, body] = [new Uint8Array(210).fill(7), new Uint8Array(210).fill(7).fill(1, 20, 36)];
  // Twenty alike, sixteen not, 174 alike: two counts for each stretch, and the id.
  expect(deltaOf(body, base, new Uint8Array(210))?.length).toBe(2 + 16 + 2);
});

function lengthened(bytes: Uint8Array, length: number): Uint8Array {
  const body = new Uint8Array(length);
  body.set(bytes.subarray(0, length));
  return body;
}
