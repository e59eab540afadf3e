import { expect, test } from 'vitest';
import { taskFromLine } from './task-line.ts';

/** A Tuesday. */
const today = '2026-11-24';
const who = new Map([
  ['st', ['stein']],
  ['empfang', ['gruppe']],
  ['mk', ['kruse', 'klein']],
]);
const read = (line: string) => taskFromLine(line, { who, today });

test('[AL6] reads whom a task is for, what is to be done and until when, in any order', () => {
  expect(read('@st Rezept vorbereiten bis fr')).toEqual({
    ...{ title: 'Rezept vorbereiten', who: ['stein'], due: '2026-11-27' },
    ...{ isUrgent: false, unknown: [], ambiguous: [] },
  });
  expect(read('bis 1.12. ! Befund anfordern @ST @Empfang')).toMatchObject({
    ...{ title: 'Befund anfordern', who: ['stein', 'gruppe'], due: '2026-12-01', isUrgent: true },
  });
});

test('[AL6] leaves "bis" alone where no day follows, and names what nobody or several go by', () => {
  expect(read('@st warten bis Anruf')).toMatchObject({ title: 'warten bis Anruf', who: ['stein'] });
  expect(read('@st bis fr anrufen bis mo')).toMatchObject({ title: 'anrufen bis mo', due: '2026-11-27' });
  expect(read('@xy @mk Anruf')).toMatchObject({ unknown: ['@xy'], ambiguous: ['@mk'], who: [] });
  expect(read('a@b.de fragen')).toMatchObject({ title: 'a@b.de fragen', unknown: [] });
});
