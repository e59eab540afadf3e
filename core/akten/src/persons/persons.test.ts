import { expect, test } from 'vitest';
import { withCaveMark } from './cave-mark.ts';
import { insurancesOn, insuranceWarnings } from './insurance.ts';
import { otherSideOf, RELATIONS } from './relation.ts';
import { readTownTable, townTableOfText, townTableText } from './town-table.ts';
import { validityOn } from './validity.ts';

const TODAY = '2026-11-22';

test('[PE11] says whether something holds, also where only a year or a month is known', () => {
  for (const [from, until, validity] of [
    [undefined, undefined, 'now'],
    ['2026', '2026', 'now'],
    ['2026-11-22', '2026-11-22', 'now'],
    [undefined, '2026-10', 'past'],
    [undefined, '2026-11-21', 'past'],
    ['2026-11-23', undefined, 'future'],
    ['2027', undefined, 'future'],
  ] as const)
    expect([from, until, validityOn({ from, until }, TODAY)]).toEqual([from, until, validity]);
});

test('[PE11] lists insurances that hold before coming ones and those before what is over', () => {
  const list = insurancesOn([{ gueltigBis: '2020' }, { gueltigAb: '2027' }, {}, { gueltigAb: '2026' }], TODAY);
  expect(list.map(({ at, validity }) => [at, validity])).toEqual([
    [2, 'now'],
    [3, 'now'],
    [1, 'future'],
    [0, 'past'],
  ]);
});

test('[PE12] warns of slips in numbers and days; the numbers of other insurers are their own', () => {
  expect(insuranceWarnings({ versichertennummer: 'A123456780', ik: '109519005' })).toEqual([]);
  expect(insuranceWarnings({ versichertennummer: 'A123456781' })).toEqual([
    { field: 'versichertennummer', fault: 'digit' },
  ]);
  expect(insuranceWarnings({ art: 'GKV', versichertennummer: '4711', ik: '12' })).toEqual([
    { field: 'versichertennummer', fault: 'form' },
    { field: 'ik', fault: 'form' },
  ]);
  expect(insuranceWarnings({ art: 'PKV', versichertennummer: '12-4711/9' })).toEqual([]);
  expect(insuranceWarnings({ gueltigAb: '2026-05', gueltigBis: '2026-04-30' })).toEqual([
    { field: 'gueltigBis', fault: 'order' },
  ]);
});

test('[PE26] reads a relation from the other side, and twice gives a relation of the same kind', () => {
  expect(otherSideOf('mutter')).toBe('kind');
  expect(otherSideOf('ehe')).toBe('ehe');
  expect(otherSideOf('betreut')).toBe('wirdBetreut');
  for (const relation of RELATIONS) {
    const back = otherSideOf(otherSideOf(relation));
    expect(back === relation || (['mutter', 'vater'].includes(relation) && back === 'elternteil')).toBe(true);
  }
});

test('[PE30] marks who has a warning, and takes a mark away that nothing stands behind', () => {
  expect(withCaveMark({ familienname: 'A', cave: 'Penicillin' })).toEqual({
    familienname: 'A',
    cave: 'Penicillin',
    caveVorhanden: true,
  });
  expect(withCaveMark({ familienname: 'A', cave: ' ', caveVorhanden: true })).toEqual({ familienname: 'A', cave: ' ' });
});

test('[PE3] reads postal codes and towns from tables as they come, and says what it left out', () => {
  const { table, unused, unusedLines } = readTownTable(
    '\ufeff"PLZ";"Bundesland";"Ort"\r\n1067;Sachsen;Dresden\r\n03253;Brandenburg;"Doberlug-Kirchhain"\r\n' +
      '03253;Brandenburg;Schönborn\r\n03253;Brandenburg;Schönborn\r\nxx;;Nirgends\r\n99999;Thüringen;\r\n',
  );
  expect([...table]).toEqual([
    ['01067', ['Dresden']],
    ['03253', ['Doberlug-Kirchhain', 'Schönborn']],
  ]);
  expect([unused, unusedLines]).toEqual([2, [6, 7]]);
  expect([...readTownTable('10115,Berlin\n10117,"Berlin, Mitte"').table]).toEqual([
    ['10115', ['Berlin']],
    ['10117', ['Berlin, Mitte']],
  ]);
  expect([...townTableOfText(townTableText(table))]).toEqual([...table]);
  expect(readTownTable('Name;Telefon\nBrandt;030').table.size).toBe(0);
});
