import { expect, test } from 'vitest';
import { byGroup, joinBlocks } from './join-blocks.ts';

test('[TB20] several blocks are one text in the order they were chosen, below each other once one of them has lines', () => {
  const [heart, lungs, plan] = [
    { kuerzel: 'h', text: 'Herz rein. ' },
    { kuerzel: 'l', text: 'Lunge frei.' },
    { kuerzel: 'p', text: 'Plan:\nRuhe' },
  ] as const;
  expect(joinBlocks([lungs, heart])).toEqual({ kuerzel: 'l', text: 'Lunge frei. Herz rein.' });
  expect(joinBlocks([heart, plan])).toEqual({ kuerzel: 'h', text: 'Herz rein.\nPlan:\nRuhe' });
});

test('[TB20] blocks stand under their groups by name, in each of several, those of none at the end', () => {
  const block = (kuerzel: string, ...groups: string[]) => ({ kuerzel, groups });
  const shown = byGroup([block('a'), block('b', 'Status', 'Ärzte'), block('c', 'Status')]).map(
    ({ group, blocks }) => `${group}: ${blocks.map(({ kuerzel }) => kuerzel).join(' ')}`,
  );
  expect(shown).toEqual(['Ärzte: b', 'Status: b c', ': a']);
});
