import { CborError, encodeCbor, LayoutError } from '@siegel/wire';
import { expect, test } from 'vitest';
import { decodePacked, encodePacked } from './packed-persons.ts';
import { PersonIndex } from './person-index.ts';
import type { PersonRow } from './person-row.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');
const ROWS: readonly PersonRow[] = [
  {
    personId: id(1),
    familienname: 'von Brandt',
    vorname: 'Ilse',
    geburtsdatum: '1951-03-14',
    patientennummern: ['20418', 'A-7'],
  },
  {
    personId: id(2),
    familienname: 'Müller',
    vorname: 'Ilse',
    geburtsname: 'Brandt',
    ort: 'Lindenau',
    patientennummern: [],
  },
  {
    personId: id(3),
    familienname: 'Müller',
    vorname: '',
    strasse: 'Am Lindenhof 3',
    geburtsdatum: '1951',
    patientennummern: ['3'],
  },
];
const indexOf = (rows: readonly PersonRow[]) => {
  const index = new PersonIndex();
  for (const row of rows) index.add(row);
  return index;
};
const packed = () => indexOf(ROWS).pack(ROWS.map(({ personId }) => personId));

test('[SN3] gives back the rows that were packed, and finds them like those added one by one', () => {
  const one = indexOf(ROWS);
  const other = new PersonIndex();
  expect(other.addPacked(decodePacked(encodePacked(packed())))).toBe(3);
  for (const { personId } of ROWS) expect(other.get(personId)).toEqual(one.get(personId));
  for (const query of ['brandt', 'ilse m', '#2041', '14031951', 'linden', ',ilse', '...hof'])
    expect(other.search(query)).toEqual(one.search(query));
});

test('[SN3] leaves persons alone that are there, and takes out names nobody has any more (SE18)', () => {
  const index = indexOf([{ ...(ROWS[1] as PersonRow), familienname: 'Neumann' }]);
  expect(index.addPacked(packed())).toBe(2);
  expect(index.get(id(2))?.familienname).toBe('Neumann');
  for (const { personId } of ROWS) index.remove(personId);
  expect(index.size).toBe(0);
  expect(index.search('müller').total + index.search('ilse').total).toBe(0);
});

test('[SN3] refuses what is no packing, and numbers that point nowhere', () => {
  const good = packed();
  const bad = [
    { ...good, ids: good.ids.slice(1) },
    { ...good, numbers: good.numbers.slice(1) },
    { ...good, texts: good.texts.slice(1) },
    { ...good, texts: good.texts.map((column) => column.slice(0, 1)) },
    { ...good, texts: good.texts.map((column) => column.slice(1)) },
    { ...good, cells: good.cells.map(() => 9) },
  ];
  for (const each of bad) expect(() => decodePacked(encodePacked(each))).toThrow(LayoutError);
  expect(() => decodePacked(encodeCbor([2, good.ids, good.ids, [], []]))).toThrow(LayoutError);
  expect(() => decodePacked(encodePacked(good).slice(1))).toThrow(Error);
  expect(() => decodePacked(new Uint8Array(0))).toThrow(CborError);
});
