import type { FreigabeItem, FreigabeList } from '@siegel/safe';
import { expect, test } from 'vitest';
import { filtered, itemsOfTab, SHOW_EVERYTHING, TABS } from './freigabe-tabs.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 10 * DAY_MS;

function anItem(recordId: string, change: Partial<FreigabeItem> = {}): FreigabeItem {
  return {
    recordId,
    head: recordId,
    personId: 'p',
    personName: 'Brandt, Ilse',
    kind: 'note',
    kuerzel: 'NOT',
    hue: 'grey',
    freigabe: { state: 'presented', by: { who: 'Jana Böttcher', atMs: NOW_MS } },
    author: 'Melanie Kruse',
    isMine: true,
    ...change,
  };
}
const ids = (items: readonly FreigabeItem[]) => items.map(({ recordId }) => recordId);

test('[FG39] four lists: what waits for the own user, all that waits, what was returned, what concerns the person', () => {
  const list = {
    items: [anItem('mine'), anItem('other', { isMine: false })],
    returned: [anItem('back')],
    forPerson: [anItem('talk')],
  } as unknown as FreigabeList;
  expect(TABS.map((tab) => ids(itemsOfTab(list, tab)))).toEqual([['mine'], ['mine', 'other'], ['back'], ['talk']]);
});

test('[FG39] a list is filtered by who handed it in, by kind and by age; what nobody presented is of whoever wrote it', () => {
  const items = [
    anItem('old', { freigabe: { state: 'presented', by: { who: 'Jana Böttcher', atMs: NOW_MS - 3 * DAY_MS } } }),
    anItem('new', { kuerzel: 'BEF' }),
    anItem('released', { freigabe: { state: 'released', by: { who: 'Dr. Weiß', atMs: NOW_MS } } }),
  ];
  const left = (change: object) => ids(filtered(items, { ...SHOW_EVERYTHING, ...change }, NOW_MS));
  expect(left({})).toEqual(['old', 'new', 'released']);
  expect(left({ author: 'Jana Böttcher' })).toEqual(['old', 'new']);
  expect(left({ author: 'Melanie Kruse' })).toEqual(['released']);
  expect(left({ kuerzel: 'BEF' })).toEqual(['new']);
  expect(left({ days: 1 })).toEqual(['old']);
});
