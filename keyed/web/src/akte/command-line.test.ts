import { expect, test } from 'vitest';
import { kuerzelNamed, suggestKuerzel, TYPED_KUERZEL, typeInto, wishOf } from './command-line.ts';

const none = { kuerzel: undefined, text: '' };
const labels: Readonly<Record<string, string>> = { THE: 'Therapie', BEF: 'Befund', AUF: 'Aufgabe' };
const labelOf = (kuerzel: string) => labels[kuerzel] ?? '';

test('[WB22] fixes the type by a Kuerzel and a space, in either case', () => {
  expect(typeInto(none, 'the')).toEqual({ kuerzel: undefined, text: 'the' });
  expect(typeInto(none, 'the ')).toEqual({ kuerzel: 'THE', text: '' });
  expect(typeInto(none, 'DIA e11.40 g')).toEqual({ kuerzel: 'DIA', text: 'e11.40 g' });
  expect(typeInto(none, 'bef\tRR 138/82')).toEqual({ kuerzel: 'BEF', text: 'RR 138/82' });
});

test('[WB22] leaves other words alone, and a fixed type too', () => {
  expect(typeInto(none, 'Husten seit')).toEqual({ kuerzel: undefined, text: 'Husten seit' });
  expect(typeInto({ kuerzel: 'NOT', text: '' }, 'the ')).toEqual({ kuerzel: 'NOT', text: 'the ' });
});

test('[WB22] suggests by Kuerzel and by word while one word is typed', () => {
  const names = (typed: string) => suggestKuerzel(typed, labelOf).map(({ kuerzel }) => kuerzel);
  expect(names('t')).toEqual(['THE']);
  expect(names('thera')).toEqual(['THE']);
  expect(names('AU')).toEqual(['AUF']);
  expect(names('')).toEqual([]);
  expect(names('the x')).toEqual([]);
});

test('[WB22] offers no Kuerzel for what begins with a file or comes from a laboratory', () => {
  const names = TYPED_KUERZEL.map(({ kuerzel }) => kuerzel);
  expect(names).toEqual(['ANA', 'AUF', 'BEF', 'BRF', 'DIA', 'MED', 'NOT', 'THE']);
  expect(kuerzelNamed('dok')).toBeUndefined();
  expect(kuerzelNamed('not')?.kind).toBe('note');
});

test('[AL1] a line is a diagnosis by its code, a task by @, an appointment behind t, else an Eintrag', () => {
  const as = (text: string) => {
    const wish = wishOf(typeInto(none, text));
    return wish.as === 'eintrag' ? wish.kuerzel.kuerzel : wish.as;
  };
  expect(['e11.4', 'e11.4 g', 'I10 g', 'm17.1 r g Gonarthrose'].map(as)).toEqual(['DIA', 'DIA', 'DIA', 'DIA']);
  expect(['B12 gegeben', 'I10', 'Husten', 'a@b.de'].map(as)).toEqual(['NOT', 'NOT', 'NOT', 'NOT']);
  expect(['t mo 15 bl', '@st Rezept', 'auf @st Rezept', '?', 'bef @st'].map(as)).toEqual([
    ...['appointment', 'task', 'task', 'help', 'BEF'],
  ]);
});
