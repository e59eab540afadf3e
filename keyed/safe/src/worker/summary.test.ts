import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

test('[WB20] writes a diagnosis as one line, in the order it is typed', () => {
  const value = { behandlungstag: '2026-11-22', icd: 'M17.1', seite: 'R', sicherheit: 'G', text: 'Gonarthrose' };
  expect(summaryOf('diagnosis', value)).toBe('M17.1 R G Gonarthrose');
  expect(summaryOf('diagnosis', { ...value, dauerdiagnose: true })).toBe('M17.1 R G Gonarthrose (Dauerdiagnose)');
  expect(summaryOf('diagnosis', { behandlungstag: '2026-11-22', text: 'Schwindel' })).toBe('Schwindel');
});

test('[WB20] puts the text of other kinds below what they are about', () => {
  const medication = { handelsname: 'Ramipril', staerke: '5 mg', dosierung: '1-0-0-0', text: 'vor dem Essen' };
  expect(summaryOf('medication', medication)).toBe('Ramipril 5 mg 1-0-0-0\nvor dem Essen');
  expect(summaryOf('task', { titel: 'Befund anfordern' })).toBe('Befund anfordern');
});
