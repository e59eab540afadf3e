import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { PlanStep } from './plan-step.ts';
import { CsvRows, type TableRow } from './csv-rows.ts';
import { makeFindingLog } from './import-finding.ts';
import type { PlannedPerson } from './import-plan.ts';
import { CharsetWeigher, TABLE_CHARSETS, type TableCharset, TextPieces } from './table-charset.ts';
import { guessHeader, guessSeparator, guessTargets } from './table-guess.ts';
import { TableReader } from './table-reader.ts';
import type { TableTarget } from './table-target.ts';
import { dayOrderOf, tableDate } from './table-value.ts';

const encoded = (text: string, charset: string) => new Uint8Array(iconv.encode(text, charset));

function charsetOf(bytes: Uint8Array, pieceBytes = 1000): TableCharset {
  const weigher = new CharsetWeigher();
  for (let at = 0; at < bytes.length; at += pieceBytes) weigher.push(bytes.subarray(at, at + pieceBytes));
  return weigher.end();
}

function rowsOf(text: string, separator = ';', pieceLength = text.length): TableRow[] {
  const reader = new CsvRows(separator);
  const rows: TableRow[] = [];
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...reader.push(text.slice(at, at + pieceLength)));
  return [...rows, ...reader.end()];
}

function read(titles: readonly string[], targets: readonly TableTarget[], rows: readonly (readonly string[])[]) {
  const log = makeFindingLog();
  const given = { format: 'csv', dayOrder: 'day-first', options: { today: '2026-11-22' }, log } as const;
  const reader = new TableReader({ ...given, titles, targets });
  const steps = rows.flatMap((cells, at) => reader.push({ line: at + 2, cells }));
  return { steps, findings: log.list() };
}

const personOf = (step: PlanStep | undefined): PlannedPerson => {
  if (step?.type !== 'person') throw new Error('no person');
  return step.person;
};

test('[IE20] tells the character set of a table by all of its bytes, however it is cut', () => {
  const text = 'Name;Ort\nMüller;Köln\nGroß;Görlitz\n'.repeat(30);
  for (const charset of ['utf-8', 'windows-1252', 'cp437', 'utf-16le'] as const)
    expect([charset, charsetOf(encoded(text, charset), 777)]).toEqual([charset, charset]);
  expect(charsetOf(encoded(`\ufeff${text}`, 'utf-16be'))).toBe('utf-16be');
  expect(charsetOf(encoded('Name;Ort\nMeier;Bonn\n', 'utf-8'))).toBe('utf-8');
  // The first umlaut of a long table stands near its end.
  const late = `${'Meier;Bonn\n'.repeat(49_000)}Müller;Köln\n`;
  expect(charsetOf(encoded(late, 'windows-1252'), 65_536)).toBe('windows-1252');
});

test('[IE20] decodes every set it names piece by piece', () => {
  const text = 'Müller;Straße;Örtlich\n';
  for (const charset of TABLE_CHARSETS) {
    const bytes = encoded(text, charset);
    const pieces = new TextPieces(charset);
    let decoded = '';
    for (const byte of bytes) decoded += pieces.push(Uint8Array.of(byte));
    expect([charset, decoded + pieces.end()]).toEqual([charset, text]);
    expect(pieces.isFaulty).toBe(false);
  }
  const wrong = new TextPieces('utf-8');
  wrong.push(encoded('Müller', 'windows-1252'));
  expect(wrong.isFaulty).toBe(true);
});

test('[IE21] keeps separators, quotes and line breaks inside of quotes, wherever the text is cut', () => {
  const text = 'Name;Notiz\r\n"Müller; Hans";"sagt ""ja""\r\nund geht"\r\n\r\nMeier;5" Narbe\n';
  const expected = [
    { line: 1, cells: ['Name', 'Notiz'] },
    { line: 2, cells: ['Müller; Hans', 'sagt "ja"\nund geht'] },
    { line: 5, cells: ['Meier', '5" Narbe'] },
  ];
  for (const pieceLength of [1, 2, 3, 7, 1000]) expect(rowsOf(text, ';', pieceLength)).toEqual(expected);
});

test('[IE21] gives back any cells that were written with quotes', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ';', '\n', ' ', 'ü', ',') })
    .filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      fc.nat(20),
      (table, cut) => {
        const text = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')).join('\r\n');
        expect(rowsOf(text, ';', cut + 1).map(({ cells }) => cells)).toEqual(table);
      },
    ),
  );
});

test('[IE21] says in which line a quote was opened that is never closed', () => {
  const reader = new CsvRows(';');
  reader.push('a;b\nc;"d\n');
  reader.push('e;f\n'.repeat(10));
  expect(reader.openQuoteLine).toBe(2);
  expect(reader.isRunaway).toBe(false);
  reader.push('x'.repeat(300_000));
  expect(reader.isRunaway).toBe(true);
});

test('[IE23] guesses separator, header and columns by titles and by content', () => {
  expect(guessSeparator('a;b;c\n1;2,5;3\n4;5,5;6\n', false)).toBe(';');
  expect(guessSeparator('a,b\n"x;y",2\n"u;v",3\n', false)).toBe(',');
  expect(guessSeparator('a\tb\n1\t2\n', false)).toBe('\t');
  expect(guessSeparator('Sehr geehrte Damen und Herren\nhiermit schreibe ich\n', false)).toBeUndefined();
  const rows = rowsOf('Nachname;Vorname;Geb.-Datum;PLZ;Ort\nBrandt;Ilse;14.03.1951;04109;Leipzig\n');
  expect(guessHeader(rows)).toBe(true);
  const [head, ...others] = rows;
  expect(guessTargets(head?.cells ?? [], others)).toEqual(['familienname', 'vorname', 'geburtsdatum', 'plz', 'ort']);
  const bare = rowsOf('Brandt;14.03.1951;ilse@example.org;A123456780\nAlbers;01.02.1960;k@example.org;B123456780\n');
  expect(guessHeader(bare)).toBe(false);
  expect(guessTargets(['', '', '', ''], bare)).toEqual(['keep', 'geburtsdatum', 'email', 'versichertennummer']);
  expect(guessTargets(['Name', 'Vorname', 'Name'], [])).toEqual(['familienname', 'vorname', 'keep']);
});

test('[IE23] reads dates as tables write them, and nothing else', () => {
  const dates = {
    '14.03.1951': '1951-03-14',
    '14.3.51': '1951-03-14',
    '1.1.26': '2026-01-01',
    '1951-03-14T00:00:00Z': '1951-03-14',
    '14.03.1951 00:00': '1951-03-14',
    '19510314': '1951-03-14',
    '03.1951': '1951-03',
    '1951': '1951',
  };
  for (const [cell, date] of Object.entries(dates))
    expect([cell, tableDate(cell, 'day-first', '2026-11-22')]).toEqual([cell, date]);
  for (const cell of ['', '31.02.1951', '14.14.1951', '1751', 'heute', '1.2.3.4', '123456'])
    expect([cell, tableDate(cell, 'day-first', '2026-11-22')]).toEqual([cell, null]);
  expect(dayOrderOf(['03/14/1951', '01/02/1960'])).toBe('month-first');
  expect(dayOrderOf(['14/03/1951', '01/02/1960'])).toBe('day-first');
});

test('[IE22] makes a person of every row and loses no cell', () => {
  const titles = ['Name', 'Vorname', 'Geb', 'Hobby', ''];
  const targets: TableTarget[] = ['familienname', 'vorname', 'geburtsdatum', 'keep', 'keep'];
  const { steps, findings } = read(titles, targets, [
    ['Brandt', 'Ilse', '14.03.1951', 'Schach', 'x'],
    ['Albers', 'Katrin', '31.02.1960', '', '', 'zu viel'],
    ['', 'Ohne', '', 'Namen', ''],
  ]);
  expect(personOf(steps[0]).value).toMatchObject({
    familienname: 'Brandt',
    geburtsdatum: '1951-03-14',
    unplaced: [
      { feld: 'Hobby', inhalt: 'Schach' },
      { feld: 'Spalte 5', inhalt: 'x' },
    ],
  });
  expect(personOf(steps[1]).value.unplaced).toEqual([
    { feld: 'Geb', inhalt: '31.02.1960' },
    { feld: 'Spalte 6', inhalt: 'zu viel' },
  ]);
  expect(steps[2]).toMatchObject({ type: 'unassigned', content: { hint: { vorname: 'Ohne' } } });
  expect(JSON.stringify(steps[2])).toContain('Namen');
  expect(findings.map(({ code, line }) => [code, line])).toEqual([
    ['TABLE_DATE_INVALID', 3],
    ['TABLE_CELL_BEYOND', 3],
    ['PERSON_WITHOUT_NAME', undefined],
  ]);
});

test('[IE22] joins rows of one person and keeps what a later row says differently', () => {
  const titles = ['Nr', 'Name', 'Ort', 'Datum', 'Text', 'Art'];
  const targets: TableTarget[] = [
    'patientennummer',
    'familienname',
    'ort',
    'behandlungstag',
    'eintragText',
    'eintragArt',
  ];
  const { steps, findings } = read(titles, targets, [
    ['7', 'Brandt', 'Köln', '01.11.2026', 'RR 150/90', 'Befund'],
    ['7', 'Brandt', 'Köln', '02.11.2026', 'Ruft an', 'NOT'],
    ['7', 'Brandt', 'Bonn', '', 'Umzug', 'irgendwas'],
  ]);
  const persons = steps.map(personOf);
  expect(new Set(persons.map(({ sourceRef }) => sourceRef)).size).toBe(1);
  const kinds = persons.flatMap(({ eintraege }) =>
    eintraege.map(({ kind, value }) => [kind, value.behandlungstag, value.text]),
  );
  expect(kinds).toEqual([
    ['finding', '2026-11-01', 'RR 150/90'],
    ['note', '2026-11-02', 'Ruft an'],
    ['note', '2026-11-22', 'Umzug'],
    ['note', '2026-11-22', undefined],
  ]);
  expect(JSON.stringify(persons[2])).toContain('Bonn');
  expect(JSON.stringify(persons[2])).toContain('irgendwas');
  expect(findings.map(({ code }) => code)).toEqual(['TABLE_DAY_ASSUMED', 'TABLE_ROW_DIFFERS', 'DATE_ASSUMED']);
});

test('[IE22] refuses a table of which no column holds the name', () => {
  const { findings } = read(['a', 'b'], ['keep', 'ort'], []);
  expect(findings).toMatchObject([{ code: 'TABLE_NAME_MISSING', severity: 'error' }]);
});

test('[IE22] loses no filled cell of any row under any mapping', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'Z', 'ß', '1', '.', ' ', '<', '='),
    minLength: 1,
    maxLength: 12,
  });
  const targets = fc.constantFrom<TableTarget>(
    'keep',
    'familienname',
    'name',
    'geburtsdatum',
    'geschlecht',
    'plzOrt',
    'ort',
    'icd',
    'eintragText',
    'eintragArt',
    'behandlungstag',
    'fax',
    'hausnummer',
    'patientennummer',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(letters, targets), { minLength: 1, maxLength: 8 }), (cells) => {
      const titles = cells.map((_, at) => `T${at}`);
      const row = cells.map(([cell]) => `${cell}Q`);
      const { steps } = read(
        titles,
        cells.map(([, target]) => target),
        [row],
      );
      const told = JSON.stringify(steps);
      for (const cell of row) for (const word of cell.trim().split(/[\s,]+/)) expect(told).toContain(word.trim());
    }),
  );
});
