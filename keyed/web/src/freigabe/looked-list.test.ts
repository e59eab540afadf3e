import type { EntryType } from '@siegel/akten';
import type { FreigabeItem, FreigabeList } from '@siegel/safe';
import { expect, test } from 'vitest';
import { lookedList } from './looked-list.ts';

const type = (changes: Partial<EntryType>): EntryType => ({
  ...{ base: 'NOT', isBuiltIn: false, compartment: 'clinical', kuerzel: 'TEL', name: 'Telefonat', hue: 'cyan' },
  ...{ sign: 'phone', dayPlace: 'byTime', preset: '', order: 1, isUsed: true },
  ...changes,
});
const item = (changes: Partial<FreigabeItem>) => ({ kuerzel: 'NOT', hue: 'grey', ...changes }) as FreigabeItem;
const list = (...items: readonly FreigabeItem[]) =>
  ({ items, returned: items, forPerson: items }) as unknown as FreigabeList;

test('[ET7] what waits for Freigabe is named as the house does, also by a type out of use; else as what it is', () => {
  const types = [
    type({ typeId: 'aa', isUsed: false }),
    type({ typeId: 'bb', base: 'BEF', isBuiltIn: true, kuerzel: 'BEF', hue: 'red' }),
  ];
  const looked = lookedList(list(item({ typeId: 'aa' }), item({ kuerzel: 'BEF' }), item({ typeId: 'cc' })), types);
  for (const part of [looked?.items, looked?.returned, looked?.forPerson])
    expect(part?.map(({ kuerzel, hue }) => `${kuerzel} ${hue}`)).toEqual(['TEL cyan', 'BEF red', 'NOT grey']);
  expect(lookedList(undefined, types)).toBeUndefined();
});
