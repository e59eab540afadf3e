import type { PersonRow } from '@siegel/safe';
import { expect, test } from 'vitest';
import { MOST_OPEN_AKTEN, neighbourOf, openAkte } from './open-akten.ts';
import { keyName } from './use-keys.ts';

const row = (n: number, familienname = 'Brandt'): PersonRow => ({ personId: `p${n}`, familienname, vorname: 'Ilse' });
const ids = (rows: readonly PersonRow[]) => rows.map(({ personId }) => personId);
const eight = Array.from({ length: MOST_OPEN_AKTEN }, (_, n) => row(n));

test('[WB30] closes the oldest Akte without a draft when a ninth opens', () => {
  expect(ids(openAkte(eight, row(8), []))).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8']);
  expect(ids(openAkte(eight, row(8), ['p0', 'p1']))).toEqual(['p0', 'p1', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8']);
});

test('[WB30] closes none while every Akte has a draft', () => {
  expect(openAkte(eight, row(8), ids(eight))).toHaveLength(9);
});

test('[WB30] takes over a newer name of an Akte that is open, in its place', () => {
  const renamed = openAkte([row(1), row(2)], row(1, 'Brandt-Weiß'), []);
  expect(renamed.map(({ familienname }) => familienname)).toEqual(['Brandt-Weiß', 'Brandt']);
});

test('[WB30] goes to the right neighbour of a closed Akte, else to the left, else nowhere', () => {
  expect(neighbourOf([row(1), row(2), row(3)], 'p2')?.personId).toBe('p3');
  expect(neighbourOf([row(1), row(2)], 'p2')?.personId).toBe('p1');
  expect(neighbourOf([row(1)], 'p1')).toBeUndefined();
});

test('[WB41] names keys by their place, so that Alt V works on every keyboard', () => {
  const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  expect(keyName({ ...none, code: 'KeyV', altKey: true })).toBe('Alt+KeyV');
  expect(keyName({ ...none, code: 'KeyK', metaKey: true })).toBe('Ctrl+KeyK');
  expect(keyName({ ...none, code: 'F9' })).toBe('F9');
});
