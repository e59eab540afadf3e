import { expect, test } from 'vitest';
import { readImport } from './read-import.ts';
import { readXlsxBook, type XlsxBook } from './xlsx-book.ts';
import { XlsxRows } from './xlsx-rows.ts';
import { scanXml, XmlFault, XmlScan } from './xml-scan.ts';

const OPTIONS = { today: '2026-11-22' };
const cards = (text: string) => readImport(new TextEncoder().encode(text), OPTIONS);

test('[IE24] reads cards of 2.1, 3.0 and 4.0 and keeps what has no field', () => {
  const plan = cards(
    [
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Brandt;Ilse;Maria;Dr.;\r\nFN:Dr. Ilse Brandt\r\nBDAY:1951-03-14\r\n',
      'item1.TEL;TYPE=CELL:0171 1234567\r\nTEL;TYPE=HOME:0341 1\r\nTEL;TYPE=HOME:0341 2\r\nEMAIL:ilse@example.org\r\n',
      'ADR;TYPE=HOME:;;Am Lindenhof 3;Leipzig;;04109;DE\r\nNOTE:Ein langer\\, ge\r\n faltener Text\r\nX-HOBBY:Schach\r\nEND:VCARD\r\n',
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\r\n=C3=BCrgen\r\nEND:VCARD\r\n',
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Katrin Albers\r\nGENDER:F\r\nEND:VCARD\r\n',
    ].join(''),
  );
  expect(plan.format).toBe('vcard');
  expect(plan.persons.map(({ value }) => value)).toMatchObject([
    {
      familienname: 'Brandt',
      vorname: 'Ilse Maria',
      titel: 'Dr.',
      geburtsdatum: '1951-03-14',
      mobil: '0171 1234567',
      telefon: '0341 1',
      telecom: [{ art: 'telefon', wert: '0341 2' }],
      strasse: 'Am Lindenhof 3',
      plz: '04109',
      verwaltungsnotiz: 'Ein langer, gefaltener Text',
      unplaced: [{ feld: 'X-HOBBY', inhalt: 'Schach' }],
    },
    { familienname: 'Müller', vorname: 'Jürgen' },
    { familienname: 'Albers', vorname: 'Katrin', geschlecht: 'w' },
  ]);
});

test('[IE24] refuses a card without an end', () => {
  const plan = cards('BEGIN:VCARD\nN:Brandt;Ilse\nBEGIN:VCARD\nN:Albers;K\nEND:VCARD\n');
  expect(plan).toMatchObject({ refused: true, persons: [] });
  expect(plan.findings).toMatchObject([{ code: 'VCARD_OPEN', line: 1 }]);
});

const book: XlsxBook = readXlsxBook({
  workbook:
    '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Patienten &amp; mehr" r:id="rId1"/></sheets></workbook>',
  relations: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  styles:
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
  strings:
    '<sst><si><t>Name</t></si><si><r><t>Bra</t></r><r><t xml:space="preserve">ndt </t></r><rPh><t>x</t></rPh></si></sst>',
});
const SHEET =
  '<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>A &lt;b&gt; &#252;</t></is></c></row><row r="2"/><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>18701</v></c><c r="C4" s="2"><v>18701.5</v></c><c r="D4" s="3"><v>4109</v></c><c r="E4"><v>1.2345678901E10</v></c><c r="F4" t="str"><f>A1</f><v>f</v></c></row></sheetData></worksheet>';

test('[IE25] reads strings, days, leading zeros and long numbers of a sheet, wherever its XML is cut', () => {
  expect(book.sheets).toEqual([{ name: 'Patienten & mehr', path: 'xl/worksheets/sheet1.xml' }]);
  const expected = [
    { line: 1, cells: ['Name', '', 'A <b> ü'] },
    { line: 4, cells: ['Brandt ', '1951-03-14', '1951-03-14', '04109', '12345678901', 'f'] },
  ];
  for (const length of [1, 3, 17, 10_000]) {
    const rows = new XlsxRows(book, 100);
    const found = [];
    for (let at = 0; at < SHEET.length; at += length) found.push(...rows.push(SHEET.slice(at, at + length)));
    rows.end();
    expect(found).toEqual(expected);
  }
});

test('[IE25] refuses document types, tags without an end, and cells beyond the last column', () => {
  expect(() => scanXml('<!DOCTYPE a [<!ENTITY b "c">]><a/>')).toThrow(XmlFault);
  expect(() => scanXml('<a><b')).toThrow(XmlFault);
  const endless = new XmlScan();
  expect(() => endless.push(`<a ${'x'.repeat(2_000_000)}`)).toThrow(XmlFault);
  const rows = new XlsxRows(book, 100);
  rows.push('<row><c r="XFD1"><v>1</v></c></row>');
  expect(rows.isTooWide).toBe(true);
});
