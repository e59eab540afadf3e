import { expect, test } from 'vitest';
import { phrase, slotsOf } from './phrase.ts';
import { Random } from './random.ts';

const none = (name: string): string => `<${name}>`;

test('[DD1] writes choices, numbers and values, nested too', () => {
  const random = new Random(1, 2, 3);
  const texts = new Set(
    Array.from({ length: 200 }, () =>
      phrase('Husten {seit {2..3} Tagen|heute}{, RR {rr}|}.', { random, slots: none, person: 0 }),
    ),
  );
  expect([...texts].toSorted()).toEqual([
    'Husten heute, RR <rr>.',
    'Husten heute.',
    'Husten seit 2 Tagen, RR <rr>.',
    'Husten seit 2 Tagen.',
    'Husten seit 3 Tagen, RR <rr>.',
    'Husten seit 3 Tagen.',
  ]);
  expect(slotsOf('{a}{b|{c}}')).toEqual(['a', 'c']);
});

test('[DD1] makes a choice that stays the same for one person', () => {
  const random = new Random(1, 2, 3);
  const textOf = (person: number): string => phrase('{!a|b|c}', { random, slots: none, person });
  for (let person = 0; person < 20; person++) expect(new Set([1, 2, 3].map(() => textOf(person))).size).toBe(1);
  expect(new Set(Array.from({ length: 50 }, (_, person) => textOf(person))).size).toBe(3);
});
