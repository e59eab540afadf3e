import { expect, test } from 'vitest';
import { createDrafts } from './drafts.ts';

const draft = { kuerzel: 'THE', text: 'Ramipril pausieren', day: '2026-11-24' };

test('[WB6] keeps drafts by person and record until they are sent or cleared', () => {
  const drafts = createDrafts();
  drafts.keep('p1', draft);
  drafts.keep('r1', { ...draft, kuerzel: undefined });
  expect(drafts.get('p1')).toEqual(draft);
  expect(drafts.list()).toEqual(['p1', 'r1']);
  drafts.keep('p1', undefined);
  expect(drafts.list()).toEqual(['r1']);
  drafts.clear();
  expect([drafts.list(), drafts.get('r1')]).toEqual([[], undefined]);
});

test('[WB6] takes a draft without text for none', () => {
  const drafts = createDrafts();
  drafts.keep('p1', draft);
  drafts.keep('p1', { ...draft, text: '  ' });
  expect(drafts.get('p1')).toBeUndefined();
});

test('[WB6] tells watchers when a draft appears or goes, not at every key', () => {
  const drafts = createDrafts();
  let told = 0;
  const stop = drafts.watch(() => {
    told += 1;
  });
  drafts.keep('p1', draft);
  const list = drafts.list();
  drafts.keep('p1', { ...draft, text: 'Ramipril pausieren bis' });
  expect(told).toBe(1);
  expect(drafts.list()).toBe(list);
  drafts.keep('p1', undefined);
  expect(told).toBe(2);
  stop();
  drafts.keep('p1', draft);
  expect(told).toBe(2);
});
