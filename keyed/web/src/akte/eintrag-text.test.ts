import { RECORD_KINDS, validateRecord } from '@siegel/akten';
import { expect, test } from 'vitest';
import { TYPED_KUERZEL } from './command-line.ts';
import { editableText, isUnreadable, newValue, withText } from './eintrag-text.ts';

test('[WB24] replaces text and day and leaves every other field as it was', () => {
  const value = {
    behandlungstag: '2026-11-20',
    text: 'alt',
    uhrzeit: '10:42',
    unplaced: [{ feld: '6200', inhalt: 'x' }],
  };
  expect(withText('finding', value, 'neu', '2026-11-24')).toEqual({
    ...value,
    text: 'neu',
    behandlungstag: '2026-11-24',
  });
  expect(value.text).toBe('alt');
});

test('[WB24] changes the subject of a letter, the title of a task and of a document, not their body', () => {
  const value = { behandlungstag: '2026-11-20', text: 'Rumpf', titel: 'Titel', betreff: 'Betreff' };
  for (const [kind, field] of [
    ['letter', 'betreff'],
    ['task', 'titel'],
    ['document', 'titel'],
  ] as const) {
    expect(editableText(kind, value)).toBe(value[field]);
    expect(withText(kind, value, 'neu', '2026-11-20')).toEqual({ ...value, [field]: 'neu' });
  }
});

test('[WB24] takes a diagnosis apart: what the line no longer says is gone, the rest stays', () => {
  const value = {
    behandlungstag: '2026-11-20',
    icd: 'M17.1',
    seite: 'R',
    sicherheit: 'G',
    text: 'Gonarthrose',
    dauerdiagnose: true,
  };
  expect(editableText('diagnosis', value)).toBe('M17.1 R G Gonarthrose');
  expect(withText('diagnosis', value, 'm17.0 g Gonarthrose beidseits', '2026-11-24')).toEqual({
    behandlungstag: '2026-11-24',
    dauerdiagnose: true,
    icd: 'M17.0',
    sicherheit: 'G',
    text: 'Gonarthrose beidseits',
  });
});

test('[WB22] makes a valid record of every Kuerzel that can be typed', () => {
  for (const kuerzel of TYPED_KUERZEL) {
    const kind = RECORD_KINDS.find(({ name }) => name === kuerzel.kind);
    const value = newValue(kuerzel, 'E11.40 G Diabetes', '2026-11-24');
    expect([kuerzel.kuerzel, kind && validateRecord(kind, value)]).toMatchObject([kuerzel.kuerzel, { ok: true }]);
  }
});

test('[WB25] tells content that could not be opened from content', () => {
  expect(isUnreadable({ unreadable: 'OPEN_TAMPERED' })).toBe(true);
  expect(isUnreadable({ text: 'unreadable' })).toBe(false);
});
