import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PersonIndex } from './person-index.ts';
import type { PersonRow } from './person-row.ts';

let nextNumber = 20_418;
const idOf = (number: number) => number.toString(16).padStart(32, '0');
const [GONE, WED] = [idOf(1), idOf(2)];

function aRow(over: Partial<PersonRow> = {}): PersonRow {
  const number = String(nextNumber++);
  return {
    personId: idOf(nextNumber),
    familienname: 'Brandt',
    vorname: 'Ilse',
    geburtsdatum: '1951-03-14',
    strasse: 'Lindenweg 14',
    ort: 'Auental',
    patientennummern: [number],
    ...over,
  };
}

function indexOf(rows: readonly PersonRow[]): PersonIndex {
  const index = new PersonIndex();
  for (const row of rows) index.add(row);
  return index;
}

/** Names found as typed, in order. */
function found(index: PersonIndex, text: string): string[] {
  return index.search(text).exact.map((row) => `${row.familienname}, ${row.vorname}`);
}

const aName = fc
  .string({ unit: fc.constantFrom(...Array.from('abdeghiklmnorstuvzäöüßéAEIMS- ')), minLength: 2, maxLength: 14 })
  .filter((name) => /\p{L}/u.test(name));
const aDate = fc
  .tuple(fc.integer({ min: 1920, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const somePersons = fc.array(fc.record({ familienname: aName, vorname: aName, geburtsdatum: aDate }), {
  minLength: 1,
  maxLength: 30,
});

test('[SE7] finds everybody by their full name, in either order, with and without comma', () => {
  fc.assert(
    fc.property(somePersons, (persons) => {
      const rows = persons.map((person) => aRow(person));
      const index = indexOf(rows);
      for (const { personId, familienname, vorname } of rows) {
        for (const text of [
          `${vorname} ${familienname}`,
          `${familienname} ${vorname}`,
          `${familienname}, ${vorname}`,
        ]) {
          expect(
            index.search(text).exact.map((row) => row.personId),
            text,
          ).toContain(personId);
        }
      }
    }),
  );
});

test('[SE12] finds everybody by their initials with day and month of birth', () => {
  fc.assert(
    fc.property(somePersons, (persons) => {
      const rows = persons.map((person) => aRow(person));
      const index = indexOf(rows);
      for (const { personId, familienname, vorname, geburtsdatum = '' } of rows) {
        const initial = (name: string): string => /\p{L}/u.exec(name)?.[0] ?? '';
        const text = `${initial(familienname)},${initial(vorname)} ${geburtsdatum.slice(8)}${geburtsdatum.slice(5, 7)}`;
        expect(
          index.search(text).exact.map((row) => row.personId),
          text,
        ).toContain(personId);
      }
    }),
  );
});

test('[SE13] finds everybody by their patient number, typed whole with and without sign', () => {
  const rows = Array.from({ length: 300 }, (_, i) => aRow({ patientennummern: [String(9_000 + i * 37), `K-${i}`] }));
  const index = indexOf(rows);
  for (const { personId, patientennummern } of rows) {
    for (const number of patientennummern) expect(index.search(`#${number}`).exact[0]?.personId).toBe(personId);
    expect(index.search(patientennummern[0] ?? '').exact[0]?.personId).toBe(personId);
  }
  expect(index.search('#k-1').exact.map((row) => row.patientennummern[1])).toContain('K-17');
});

test('[SE3] finds Mueller, Müller and Muller by each of the three', () => {
  const index = indexOf(['Mueller', 'Müller', 'Muller'].map((familienname) => aRow({ familienname })));
  for (const text of ['mueller', 'Müller', 'muller', 'MÜLLER']) expect(index.search(text).total, text).toBe(3);
});

test('[SE4, SE15] lists sound-alikes in a second group and nobody in both', () => {
  const index = indexOf(
    ['Meier', 'Meyer', 'Maier', 'Mayr', 'Maurer', 'Brandt'].map((familienname) => aRow({ familienname })),
  );
  const result = index.search('meier');
  expect(result.exact.map((row) => row.familienname)).toEqual(['Meier']);
  expect(result.soundAlike.map((row) => row.familienname).toSorted()).toEqual(['Maier', 'Mayr', 'Meyer']);
  expect(index.search('me').soundAlikeTotal).toBe(0);
});

test('[SE5] finds sound-alikes while the word is typed', () => {
  const index = indexOf([
    aRow({ vorname: 'Philipp' }),
    aRow({ vorname: 'Friederike' }),
    aRow({ familienname: 'Fogler' }),
  ]);
  expect(index.search('vogl').soundAlike.map((row) => row.familienname)).toEqual(['Fogler']);
  for (const text of ['fil', 'fili', 'filip', 'brandt filip']) {
    expect(
      index.search(text).soundAlike.map((row) => row.vorname),
      text,
    ).toEqual(['Philipp']);
  }
});

test('[SE16] orders family name before name at birth before first name, then alphabetically', () => {
  const index = indexOf([
    aRow({ familienname: 'Zobel', vorname: 'Paula' }),
    aRow({ familienname: 'Zobel', vorname: 'Ada', geburtsname: 'Paul' }),
    aRow({ familienname: 'Paulsen', vorname: 'Bert' }),
    aRow({ familienname: 'Paul', vorname: 'Zoe' }),
    aRow({ familienname: 'Paul', vorname: 'Änne' }),
  ]);
  expect(found(index, 'paul')).toEqual(['Paul, Änne', 'Paul, Zoe', 'Paulsen, Bert', 'Zobel, Ada', 'Zobel, Paula']);
});

test('[SE16] puts a name that begins so before one whose second part does', () => {
  const index = indexOf(['Ahrens-Meier', 'Meier', 'Meier-Zobel'].map((familienname) => aRow({ familienname })));
  expect(index.search('meier').exact.map((row) => row.familienname)).toEqual(['Meier', 'Meier-Zobel', 'Ahrens-Meier']);
});

test('[SE16] orders sound-alikes by spelling before code and by family name before first name', () => {
  const index = indexOf([
    aRow({ familienname: 'Adam', vorname: 'Maria' }),
    aRow({ familienname: 'Meyer', vorname: 'Uwe' }),
    aRow({ familienname: 'Ahlers-Meyer', vorname: 'Jan' }),
    aRow({ familienname: 'Maier', vorname: 'Eva', geburtsname: 'Meier' }),
    aRow({ familienname: 'Meier', vorname: 'Ute' }),
    aRow({ familienname: 'Zobel', vorname: 'Meierth' }),
  ]);
  expect(index.search('meierl').soundAlike).toEqual([]);
  expect(index.search('meyerth').soundAlike.map((row) => row.vorname)).toEqual(['Meierth']);
  expect(found(index, 'meier')).toEqual(['Meier, Ute', 'Maier, Eva', 'Zobel, Meierth']);
  expect(index.search('meier').soundAlike.map((row) => row.familienname)).toEqual(['Meyer', 'Ahlers-Meyer', 'Adam']);
});

test('[SE10] finds fragments anywhere, beginnings of names first', () => {
  const index = indexOf([
    aRow({ familienname: 'Hohendorf', vorname: 'Ute' }),
    aRow({ familienname: 'Ahlers', vorname: 'Jan', strasse: 'Am Dorfteich 3' }),
    aRow({ familienname: 'Dorfner', vorname: 'Ida' }),
    aRow({ familienname: 'Brandt', vorname: 'Uwe' }),
  ]);
  expect(found(index, '...dorf')).toEqual(['Dorfner, Ida', 'Hohendorf, Ute', 'Ahlers, Jan']);
  expect(found(index, '...dorf ahl')).toEqual(['Ahlers, Jan']);
  expect(found(index, 'ohendorf')).toEqual([]);
});

test('[SE11] lets street and place narrow a name but never answer alone', () => {
  const index = indexOf([
    aRow(),
    aRow({ strasse: 'Am Anger 2', ort: 'Neustadt' }),
    aRow({ familienname: 'Linde', ort: 'Berg' }),
  ]);
  expect(index.search('brandt lindenweg').total).toBe(1);
  expect(index.search('neust brandt').exact[0]?.strasse).toBe('Am Anger 2');
  expect(index.search('auental').total).toBe(0);
  expect(index.search('auental lindenweg').total).toBe(0);
  // A name that only sounds like the street does not make it a hit as typed.
  index.add(aRow({ familienname: 'Lintenwek' }));
  expect(index.search('auental lindenweg')).toMatchObject({ total: 0, soundAlikeTotal: 1 });
});

test('[SE8] finds by date of birth alone and with a name', () => {
  const index = indexOf([
    aRow(),
    aRow({ vorname: 'Uwe', geburtsdatum: '1984-03-14' }),
    aRow({ vorname: 'Eva', geburtsdatum: '1951' }),
  ]);
  expect(found(index, '14031951')).toEqual(['Brandt, Ilse']);
  expect(found(index, '14.03.1951')).toEqual(['Brandt, Ilse']);
  expect(index.search('1403').total).toBe(2);
  expect(found(index, 'brandt 1951')).toEqual(['Brandt, Eva', 'Brandt, Ilse']);
  expect(found(index, 'brandt 1984')).toEqual(['Brandt, Uwe']);
});

test('[SE6] finds nothing for a command or an empty text', () => {
  const index = indexOf([aRow()]);
  for (const text of ['', '>brandt', '#', '...'])
    expect(index.search(text)).toEqual({ exact: [], soundAlike: [], total: 0, soundAlikeTotal: 0 });
});

test('[SE15] gives at most the limit and counts all', () => {
  const index = indexOf(
    Array.from({ length: 80 }, (_, i) => aRow({ vorname: `Anna${String.fromCharCode(97 + (i % 26))}` })),
  );
  const result = index.search('brandt', 7);
  expect(result.exact).toHaveLength(7);
  expect(result.total).toBe(80);
  expect(index.search('brandt').exact).toHaveLength(50);
});

test('[SE17] gives back every row as it was put in', () => {
  const text = fc.string({ maxLength: 20 }).filter((value) => !value.includes('\n'));
  const row = fc.record(
    {
      familienname: text,
      vorname: text,
      geburtsname: text.filter((value) => value !== ''),
      geburtsdatum: aDate,
      strasse: fc
        .oneof(text, fc.constantFrom('Lindenweg 14 a', 'Am 3. Anger', '12', 'C 4 5'))
        .filter((value) => value.trim() !== ''),
      ort: text.filter((value) => value !== ''),
      patientennummern: fc.array(
        text.filter((value) => value !== ''),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['familienname', 'vorname', 'patientennummern'] },
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const index = new PersonIndex();
      rows.forEach((fields, i) => index.add({ personId: idOf(i), ...fields }));
      rows.forEach((fields, i) => expect(index.get(idOf(i))).toEqual({ personId: idOf(i), ...fields }));
    }),
  );
});

test('[SE17] answers like a new index after any adding, replacing and removing', () => {
  const step = fc.record({
    id: fc.nat(8),
    familienname: fc.constantFrom('Brandt', 'Bauer', 'Meier', 'Meyer'),
    drop: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = new PersonIndex();
      const rows = new Map<string, PersonRow>();
      for (const { id, familienname, drop } of steps) {
        const personId = idOf(id);
        const row = aRow({ personId, familienname, patientennummern: [`${id}`] });
        if (drop) expect(index.remove(personId)).toBe(rows.delete(personId));
        else {
          index.update(row);
          rows.set(personId, row);
        }
        expect(index.size).toBe(rows.size);
      }
      const fresh = indexOf([...rows.values()]);
      for (const text of ['b', 'meier', 'brandt, ilse', '#3', '1403', '...er'])
        expect(index.search(text)).toEqual(fresh.search(text));
    }),
  );
});

test('[SE17] refuses to add a person twice', () => {
  const index = indexOf([aRow({ personId: GONE })]);
  expect(() => index.add(aRow({ personId: GONE }))).toThrow('SE17');
});

test('[SE18] finds a removed person by nothing and a renamed one by the new name only', () => {
  const index = indexOf([aRow({ personId: GONE }), aRow({ personId: WED, familienname: 'Ahlers' })]);
  expect(index.remove(GONE)).toBe(true);
  expect(index.remove(GONE)).toBe(false);
  expect(index.get(GONE)).toBeUndefined();
  for (const text of ['brandt', '#', 'b,i 1403', '...rand']) expect(index.search(text).total).toBe(0);
  index.update(aRow({ personId: WED, familienname: 'Zander' }));
  expect(index.search('ahlers').total).toBe(0);
  expect(index.search('zander').total).toBe(1);
});
