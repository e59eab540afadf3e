import { expect, test } from 'vitest';
import { FINDING_TEXTS } from './finding-texts.ts';
import { findingText, makeFindingLog } from './import-finding.ts';

const PLACEHOLDER = /\{(\w+)\}/g;
const namesIn = (text: string) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name).toSorted();

test('[IX14] says in both languages what happened and what to do, with the same facts', () => {
  for (const [code, { de, en }] of Object.entries(FINDING_TEXTS)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/);
    expect(namesIn(de), code).toEqual(namesIn(en));
    expect(de, code).toMatch(/[Bb]itte |prüfen\./);
    expect(en, code).toMatch(/[Pp]lease |check /);
    expect(Math.max(de.length, en.length), code).toBeLessThan(150);
  }
});

test('[IX14] fills in line, field and parameters', () => {
  const log = makeFindingLog();
  log.add('XDT_LENGTH_WRONG', { line: 7, field: '3101', params: { declared: 15, actual: 14 } });
  const [finding] = log.list();
  expect(finding && findingText(finding, 'de')).toBe(
    'Zeile 7, Feld 3101: Länge 15 angegeben, 14 gefunden. Bitte den Inhalt prüfen.',
  );
});

test('[IX14] keeps examples of a repeated finding and counts the rest', () => {
  const log = makeFindingLog(2);
  for (let line = 1; line <= 5; line++) log.add('XDT_LINE_UNREADABLE', { line });
  expect(log.list().map(({ code, line, params }) => [code, line, params?.['count']])).toEqual([
    ['XDT_LINE_UNREADABLE', 1, undefined],
    ['XDT_LINE_UNREADABLE', 2, undefined],
    ['FINDING_REPEATED', undefined, 3],
  ]);
});
