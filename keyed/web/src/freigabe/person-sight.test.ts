import type { ForPersonView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { anEintrag } from '../../test-support/an-eintrag.ts';
import { bySight, isShownOrWillBe, sightOf } from './person-sight.ts';

const said = (change: Partial<ForPersonView>): ForPersonView => ({
  when: 'never',
  isOpen: false,
  said: { who: 'Dr. Katrin Albers', atMs: 1 },
  ...change,
});

test('[FG40] what a word means today: seen, later, after the talk, undecided, not, taken back', () => {
  expect(sightOf(undefined)).toBe('undecided');
  expect(sightOf(said({ when: 'now', isOpen: true }))).toBe('open');
  expect(sightOf(said({ when: 'atDate', atMs: 5, isOpen: true }))).toBe('open');
  expect(sightOf(said({ when: 'atDate', atMs: 5 }))).toBe('later');
  expect(sightOf(said({ when: 'afterTalk' }))).toBe('talk');
  expect(sightOf(said({}))).toBe('closed');
  expect(sightOf(said({ isTakenBack: true }))).toBe('takenBack');
  expect([undefined, said({}), said({ when: 'atDate' })].map(isShownOrWillBe)).toEqual([false, false, true]);
});

test('[FG34] [FG40] what was never released is in no list of what the person sees, whatever was said', () => {
  const open = said({ when: 'now', isOpen: true });
  const draft = anEintrag({ recordId: 'draft', freigabe: { state: 'draft', forPerson: open } });
  const seen = anEintrag({ recordId: 'seen', freigabe: { state: 'released', forPerson: open } });
  const silent = anEintrag({ recordId: 'silent', freigabe: { state: 'released' } });
  const groups = bySight([silent, draft, seen]).map(([sight, of]) => [sight, of.map(({ recordId }) => recordId)]);
  expect(groups).toEqual([
    ['open', ['seen']],
    ['undecided', ['silent']],
  ]);
});
