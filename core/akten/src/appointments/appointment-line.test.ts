import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineWords, readAppointmentLine } from './appointment-line.ts';

/** A Tuesday. */
const today = '2026-11-24';
const words: LineWords = {
  today,
  types: new Map([['bl', 'blutentnahme']]),
  resources: new Map([
    ['ka', 'albers'],
    ['z1', 'zimmer1'],
  ]),
};
const read = (line: string) => {
  const { marks: _marks, ...rest } = readAppointmentLine(line, words);
  return rest;
};

test('[TE30] reads day, time, length, type and resources in any order, and leaves the rest as it is', () => {
  expect(read('mo 15 bl')).toEqual({ day: '2026-11-30', at: 900, type: 'blutentnahme', resources: [], text: '' });
  expect(read('janssen 30 ka do vormittag')).toEqual({
    ...{ day: '2026-11-26', minutes: 30, within: { from: 0, to: 720 } },
    ...{ resources: ['albers'], text: 'janssen' },
  });
  expect(read('24.11. 9:30 Kontrolle Schulter KA z1 20min')).toEqual({
    ...{ day: today, at: 570, minutes: 20, resources: ['albers', 'zimmer1'], text: 'Kontrolle Schulter' },
  });
  expect(read('bl bl morgen')).toEqual({ day: '2026-11-25', type: 'blutentnahme', resources: [], text: 'bl' });
  expect(read('')).toEqual({ resources: [], text: '' });
});

test('[TE30] reads clock times and days as people write them', () => {
  const at = (word: string) => readAppointmentLine(`heute ${word}`, words).at;
  expect(['15', '15h', '15uhr', '15:30', '15.30', '1530', '9.05', '930'].map(at)).toEqual([
    ...[900, 900, 900, 930, 930, 930, 545, 570],
  ]);
  expect(at('25')).toBeUndefined();
  const day = (word: string) => readAppointmentLine(word, words).day;
  expect(['heute', 'übermorgen', '+3', '+2w', '+3m', 'Mittwoch', '1.3.27'].map(day)).toEqual([
    ...[today, '2026-11-26', '2026-11-27', '2026-12-08', '2027-02-24', '2026-11-25', '2027-03-01'],
  ]);
  expect(day('31.2.')).toBeUndefined();
});

test('[TE31] a bare number behind a day is an hour, elsewhere minutes', () => {
  expect(read('mo 15 30')).toMatchObject({ at: 900, minutes: 30 });
  expect(read('15 mo')).toMatchObject({ minutes: 15, day: '2026-11-30' });
  expect(read('Befund 2019')).toEqual({ resources: [], text: 'Befund 2019' });
  expect(read('Zimmer 700')).toEqual({ resources: [], text: 'Zimmer 700' });
  expect(read('Impfung 2 mo 9')).toEqual({ day: '2026-11-30', at: 540, resources: [], text: 'Impfung 2' });
  expect(read('7 ka')).toEqual({ resources: ['albers'], text: '7' });
  expect(read('7min ka')).toEqual({ minutes: 7, resources: ['albers'], text: '' });
});

test('[TE31] a weekday is the next one, never today; a day without a year the next such day', () => {
  expect([read('di').day, read('mi').day, read('so').day]).toEqual(['2026-12-01', '2026-11-25', '2026-11-29']);
  expect([read('24.11.').day, read('23.11.').day]).toEqual([today, '2027-11-23']);
});

test('[TE30] refuses no line: every word is marked, and what is no sign of a place stands in the text', () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8 }),
    fc.constantFrom('mo', '15', '9:30', '+2w', 'ka', 'bl', 'früh', '24.11.', '30min'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (parts) => {
      const line = parts.join(' ');
      const { marks, text } = readAppointmentLine(line, words);
      const all = line.match(/\S+/g) ?? [];
      expect(marks.map(({ from, to }) => line.slice(from, to))).toEqual(all);
      const left = marks.filter(({ role }) => role === 'text').map(({ from, to }) => line.slice(from, to));
      expect(text).toBe(left.join(' '));
    }),
  );
});
