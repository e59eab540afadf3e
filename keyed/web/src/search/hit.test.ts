import type { PersonRow } from '@siegel/safe';
import { expect, test } from 'vitest';
import { findCommands } from './command.ts';
import { hitsOf } from './hit.ts';
import { fullName } from './person-line.tsx';

const row = (personId: string): PersonRow => ({ personId, familienname: 'Brandt', vorname: 'Ilse' });
const commands = [
  { id: 'lock', label: 'Sperren', keys: 'F9', run: () => undefined },
  { id: 'dark', label: 'Dunkle Darstellung', run: () => undefined },
];
const answer = { exact: [row('a')], soundAlike: [row('b')], total: 2, tookMs: 1 };
const idsOf = (query: string) => hitsOf({ query, answer, recent: [row('r')], commands }).map(({ id }) => id);

test('[WB12] lists persons found as typed before those that sound alike', () => {
  expect(idsOf('brant')).toEqual(['exact-a', 'sound-b']);
});

test('[WB12] lists the Akten opened last while nothing is typed', () => {
  expect(idsOf('  ')).toEqual(['recent-r']);
});

test('[WB12] lists commands behind >, by the beginning of any word', () => {
  expect(idsOf('>')).toEqual(['command-lock', 'command-dark']);
  expect(idsOf(' >dar')).toEqual(['command-dark']);
  expect(findCommands(commands, '>Sp').map(({ id }) => id)).toEqual(['lock']);
  expect(findCommands(commands, '>x')).toEqual([]);
});

test('[WB12] writes a person without a first name without a comma', () => {
  expect(fullName({ familienname: 'Seniorenhaus Amsel', vorname: '' })).toBe('Seniorenhaus Amsel');
  expect(fullName(row('a'))).toBe('Brandt, Ilse');
});
