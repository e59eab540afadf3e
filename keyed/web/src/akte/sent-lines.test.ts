import { expect, test } from 'vitest';
import { createDrafts } from './drafts.ts';
import { lineCameBack, lineGone, lineSent, unsentLines } from './sent-lines.ts';

const PERSON = 'a'.repeat(32);
const line = (text: string) => ({ draft: { kuerzel: 'NOT', text, day: '2026-11-23' }, nowMs: 1_795_000_000_000 });

test('[AL10] [AL11] a line on its way is a draft; refused it stands beside with its reason, done it is gone', () => {
  const kept: string[] = [];
  const drafts = createDrafts((of, draft) => kept.push(`${of} ${draft?.text ?? '-'}`));
  const [one, two] = [lineSent(drafts, PERSON, line('eins')), lineSent(drafts, PERSON, line('zwei'))];
  expect(unsentLines(drafts, PERSON)).toEqual([]);
  expect(one).toMatch(/^[0-9a-f]{32}\.[a-z-]{1,23}$/);
  lineGone(drafts, one);
  lineCameBack(drafts, two, 'warum');
  expect(unsentLines(drafts, PERSON)).toMatchObject([{ draft: { text: 'zwei' }, reason: 'warum' }]);
  expect(kept.at(-1)).toMatch(/x zwei$/);
});

test('[AL11] what was on its way when the page ended stands beside without a reason, in the order it was sent', () => {
  const before = createDrafts();
  const sent = ['eins', 'zwei'].map((text) => [lineSent(before, PERSON, line(text)), line(text).draft] as const);
  const after = createDrafts();
  after.restore(sent.toReversed());
  expect(unsentLines(after, PERSON).map(({ draft, reason }) => [draft.text, reason])).toEqual([
    ['eins', undefined],
    ['zwei', undefined],
  ]);
  expect(unsentLines(after, 'b'.repeat(32))).toEqual([]);
});
