import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestHits } from './best-hits.ts';

test('[SE16] keeps the same hits in the same order as sorting all of them', () => {
  const offers = fc.uniqueArray(fc.record({ slot: fc.nat(500), rank: fc.nat(3) }), { selector: (offer) => offer.slot });
  fc.assert(
    fc.property(offers, fc.nat(12), (all, limit) => {
      const hits = new BestHits(limit, (slot, other) => slot < other);
      for (const { slot, rank } of all) hits.offer(slot, rank);
      const sorted = all.toSorted((a, b) => a.rank - b.rank || a.slot - b.slot);
      expect(hits.slots).toEqual(sorted.slice(0, limit).map(({ slot }) => slot));
      expect(hits.total).toBe(all.length);
    }),
  );
});
