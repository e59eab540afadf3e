import { expect, test } from 'vitest';
import { findCommands } from './command.ts';

const commands = ['Meine Zugänge', 'Import und Wechsel', 'Abmelden', 'Neue Person'].map((label) => ({
  id: label,
  label,
  run: () => undefined,
}));
const found = (typed: string) => findCommands(commands, typed).map(({ label }) => label);

test('[WB12] finds commands by the beginnings of their words, several of them too, with or without marks', () => {
  expect(found('>Meine Zugänge')).toEqual(['Meine Zugänge']);
  expect(found('> zugang')).toEqual(['Meine Zugänge']);
  expect(found('>zu mei')).toEqual(['Meine Zugänge']);
  expect(found('>we im')).toEqual(['Import und Wechsel']);
  expect(found('>meine person')).toEqual([]);
  expect(found('>')).toHaveLength(commands.length);
});
