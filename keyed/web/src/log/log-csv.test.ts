import { expect, test } from 'vitest';
import { logCsv } from './log-csv.ts';

const heads = {
  seq: 'Nr',
  at: 'Zeit',
  what: 'Was',
  more: 'Näheres',
  who: 'Wer',
  device: 'Gerät',
  persons: 'Personen',
  address: 'Adresse',
  proven: 'Geprüft',
};

test('[LG5] writes a table that opens in German programs, and no cell that is taken for a formula', () => {
  const row = {
    seq: 7,
    at: '22.11.2026',
    what: 'Akte',
    more: '',
    who: '=1+1',
    device: '+49',
    persons: 'Sr.; "Jr"',
    address: '@SUM',
    proven: '-',
  };
  const [head, first, end] = logCsv(heads, [row]).split('\r\n');
  expect(head).toBe('\ufeffNr;Zeit;Was;Näheres;Wer;Gerät;Personen;Adresse;Geprüft');
  expect(first).toBe(`7;22.11.2026;Akte;;'=1+1;'+49;"Sr.; ""Jr""";'@SUM;'-`);
  expect(end).toBe('');
});
