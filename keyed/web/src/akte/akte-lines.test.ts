import { expect, test } from 'vitest';
import { anEintrag } from '../../test-support/an-eintrag.ts';
import { akteLines, countByKuerzel, SHOW_ALL } from './akte-lines.ts';

// Newest first, as the safe hands them out.
const eintraege = [
  anEintrag({ recordId: 'd', behandlungstag: '2026-11-24', kuerzel: 'BEF', summary: 'Rötung' }),
  anEintrag({ recordId: 'c', behandlungstag: '2026-11-24', kuerzel: 'ANA', summary: 'Kribbeln' }),
  anEintrag({ recordId: 'b', behandlungstag: '2026-11-12', kuerzel: 'NOT', summary: 'Tochter ruft an' }),
  anEintrag({ recordId: 'a', behandlungstag: '2026-11-12', kuerzel: 'BEF', summary: 'RR 138/82' }),
];
const shown = (filter = SHOW_ALL) => akteLines(eintraege, filter).map(({ eintrag }) => eintrag.recordId);

test('[WB20] runs from the oldest to the newest with the date once per day', () => {
  expect(akteLines(eintraege, SHOW_ALL).map(({ eintrag, startsDay }) => [eintrag.recordId, startsDay])).toEqual([
    ['a', true],
    ['b', false],
    ['c', true],
    ['d', false],
  ]);
});

test('[WB20] filters by Kuerzel, and shows the date on the first row that is left', () => {
  const filter = { ...SHOW_ALL, kuerzel: new Set(['BEF']) };
  expect(akteLines(eintraege, filter).map(({ eintrag, startsDay }) => [eintrag.recordId, startsDay])).toEqual([
    ['a', true],
    ['d', true],
  ]);
});

test('[WB20] filters by text without regard to case and marks', () => {
  expect(shown({ ...SHOW_ALL, text: ' rotung ' })).toEqual(['d']);
  expect(shown({ ...SHOW_ALL, text: 'RÖT' })).toEqual(['d']);
  expect(shown({ kuerzel: new Set(['NOT']), text: 'rr' })).toEqual([]);
});

test('[WB20] counts Kuerzel in the order of the alphabet', () => {
  expect([...countByKuerzel(eintraege)]).toEqual([
    ['ANA', 1],
    ['BEF', 2],
    ['NOT', 1],
  ]);
});
