import { expect, test } from 'vitest';
import { CONDITIONS } from './conditions.ts';
import { CALLS, CALLS_OF_PARENTS, CALLS_OF_RELATIVES, PINNED, REPEAT_PRESCRIPTIONS, TASKS } from './contacts.ts';
import { INFECTIONS } from './episodes-infection.ts';
import { OTHER_EPISODES } from './episodes-other.ts';
import { ICD } from './icd.ts';
import { SPECIALIST_LETTERS } from './letters.ts';
import { slotsOf } from './phrase.ts';
import { CHECKUP_ANA, CHECKUP_BEF, CHECKUP_THE, CHILD_CHECKUP_NOTES, VACCINATION_NOTES } from './prevention.ts';

const VALUES = [
  'rr',
  'rr2',
  'puls',
  'gewicht',
  'bmi',
  'seite',
  'nextYear',
  'frau',
  'hba1c',
  'krea',
  'gfr',
  'kalium',
  'ldl',
  'tsh',
  'hs',
  'hb',
  'ferritin',
  'bnp',
  'inr',
];

test('[DD2] asks in every text only for values that are known there', () => {
  const texts = (
    list: readonly { ana: readonly string[]; bef: readonly string[]; the: readonly string[] }[],
  ): string[] => list.flatMap(({ ana, bef, the }) => [...ana, ...bef, ...the]);
  const known: [string[], string[]][] = [
    [texts(CONDITIONS), ['drug']],
    [texts([...INFECTIONS, ...OTHER_EPISODES]), []],
    [REPEAT_PRESCRIPTIONS, ['drug']],
    [[...CALLS, ...CALLS_OF_PARENTS, ...CALLS_OF_RELATIVES, ...PINNED, ...TASKS.map(({ text }) => text)], []],
    [SPECIALIST_LETTERS.flatMap(({ text }) => text), []],
    [[...CHECKUP_ANA, ...CHECKUP_BEF, ...CHECKUP_THE], []],
    [VACCINATION_NOTES, ['impfung', 'charge']],
    [CHILD_CHECKUP_NOTES, ['u']],
  ];
  for (const [patterns, more] of known) {
    for (const pattern of patterns) {
      for (const slot of slotsOf(pattern)) expect([...VALUES, ...more], pattern).toContain(slot);
    }
  }
});

test('[DD2] knows at least 120 diagnoses', () => {
  expect(Object.keys(ICD).length).toBeGreaterThanOrEqual(120);
  for (const code of Object.keys(ICD)) expect(code).toMatch(/^[A-Z]\d{2}(\.\d{1,2})?$/);
});
