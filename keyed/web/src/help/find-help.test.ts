import { expect, test } from 'vitest';
import { findHelp } from './find-help.ts';
import { sectionsOf } from './manual.ts';

const item = (label: string, words = '') => ({ label, words });
const ITEMS = [
  item('neuer Termin', 'Tagesliste'),
  item('sperren', 'Überall'),
  item('Zeit sperren', 'Kalender'),
  item('Ausgewähltes drucken', 'Akte'),
  item('Tagesliste'),
  item('Drucken und PDF', 'Handbuch'),
];
const found = (typed: string) => findHelp(ITEMS, typed).map(({ label }) => label);

test('[EV11] finds by beginnings of words, all of them, with or without marks; named so comes before around it', () => {
  expect(found('ausgew dru')).toEqual(['Ausgewähltes drucken']);
  expect(found('AUSGEWÄHLTES')).toEqual(['Ausgewähltes drucken']);
  expect(found('tagesl')).toEqual(['Tagesliste', 'neuer Termin']);
  expect(found('')).toEqual([]);
  expect(found('xyz')).toEqual([]);
});

test('[EV11] finds by other words for the same, in German and English', () => {
  expect(found('appointment')).toEqual(['neuer Termin']);
  expect(found('lock')).toContain('sperren');
  expect(found('print')).toEqual(['Ausgewähltes drucken', 'Drucken und PDF']);
  expect(found('ausdruck')).toEqual(['Ausgewähltes drucken', 'Drucken und PDF']);
  expect(found('waiting room')).toEqual([]);
  // Two letters are the beginning of too much.
  expect(found('ap')).toEqual([]);
});

test('[EV12] a page of the manual is its sections; what is not there yet is none', () => {
  const sections = sectionsOf(
    '# Drucken\n\nVorweg.\n\n## Als PDF\n\n| a | b |\n|---|---|\n| c | d |\n\n## Das gibt es noch nicht\n\n- x\n',
  );
  expect(sections.map(({ page, title }) => [page, title])).toEqual([
    ['Drucken', 'Drucken'],
    ['Drucken', 'Als PDF'],
  ]);
});
