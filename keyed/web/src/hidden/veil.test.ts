import { expect, test } from 'vitest';
import { createVeil } from './veil.ts';

const ID = '0123456789abcdef0123456789abcdef';
const ILSE = {
  personId: ID,
  familienname: 'Brandt-Weiß',
  vorname: 'Ilse',
  geburtsdatum: '1951-03-14',
  strasse: 'Hauptstraße 7',
  ort: 'Kiel',
  patientennummer: '20418',
};
const REAL = /brandt|weiß|ilse|14\.03\.1951|1951-03-14|hauptstra|kiel|20418|431 998877|martens/i;
const VIEW = {
  rows: [
    {
      recordId: ID,
      title: 'Brandt anrufen, BRANDTS Tochter auch, Tel. 0431 998877',
      personId: ID,
      person: ILSE,
      state: 'offen',
    },
  ],
  stammdaten: {
    ...ILSE,
    telefon: '0431 998877',
    plz: '24103',
    vertretungen: [{ art: 'Betreuung', name: 'Ute Martens', telefon: '040 112233' }],
    patientennummern: [{ quelle: 'Siegel', nummer: '20418' }],
  },
  changes: [{ field: 'telefon', before: '0431 998877', after: '0431 1' }],
  eintraege: [{ summary: 'Frau Martens rief an. geb. 14.03.1951', kuerzel: 'NOT', hue: 'accent' }],
  portrait: new Uint8Array(3),
};

test('[EV30] [EV32] no name, birth date, number, address, phone or picture of a view is left, in fields or in texts', () => {
  const veil = createVeil('salt');
  const shown = veil.show(VIEW) as typeof VIEW;
  const { portrait, ...others } = shown;
  expect(portrait).toBeUndefined();
  expect(JSON.stringify(others)).not.toMatch(REAL);
  // What is no name stays: ids, states, words.
  expect(shown.rows[0]).toMatchObject({ recordId: ID, personId: ID, state: 'offen' });
  expect(shown.rows[0]?.title).toMatch(/^\S+ anrufen, [A-ZÄÖÜ]+s Tochter auch, Tel\. \d{4} \d{6}$/);
  expect(shown.eintraege[0]).toMatchObject({ kuerzel: 'NOT', hue: 'accent' });
  expect(shown.rows[0]?.person.geburtsdatum).toMatch(/^19(?:4[89]|50)-\d\d-\d\d$/);
});

test('[EV30] [BK42] the key of backups stays as it is, whatever somebody is called', () => {
  const veil = createVeil('salt');
  veil.show({ ...ILSE, familienname: 'Key', vorname: 'Secret' });
  const key = { identity: 'AGE-SECRET-KEY-1QAX8A05', recipient: 'age1c22xnyj-key' };
  expect(veil.show(key)).toEqual(key);
  // A text of anybody else still changes.
  expect(veil.show({ text: 'Secret Key rief an' })).not.toEqual({ text: 'Secret Key rief an' });
});

test('[EV32] the same name is always the same invented one, whole words only, and never that of somebody else', () => {
  const veil = createVeil('salt');
  veil.learn({ family: ['Brandt', 'Klee'], given: ['Ilse'] });
  const [one, two] = [veil.show({ text: 'Brandt' }), veil.show({ text: 'Herr Brandt, Brandtmeister, klee' })] as {
    text: string;
  }[];
  expect(two?.text).toMatch(new RegExp(`^Herr ${one?.text}, Brandtmeister, \\p{L}+$`, 'u'));
  expect(createVeil('salt').show(ILSE)).toEqual(createVeil('salt').show(ILSE));
  expect(createVeil('other').show(ILSE)).not.toEqual(createVeil('salt').show(ILSE));
});

test('[EV33] nothing invented goes back: rows go back as they came, a text with an invented name is refused', () => {
  const veil = createVeil('salt');
  const shown = veil.show(VIEW) as typeof VIEW;
  const row = shown.rows[0]?.person;
  expect(veil.reveal('keepDesk', [{ open: [row], recent: [], path: `/akte/${ID}` }])).toEqual([
    { open: [ILSE], recent: [], path: `/akte/${ID}` },
  ]);
  expect(veil.reveal('writeEintrag', [{ personId: ID, value: { text: 'RR 130/80' } }])).toBeDefined();
  expect(veil.reveal('writeEintrag', [{ personId: ID, value: { text: shown.eintraege[0]?.summary } }])).toBeUndefined();
  expect(veil.reveal('addTask', [{ text: `Tel. ${shown.stammdaten.telefon}` }])).toBeUndefined();
  for (const call of ['writePerson', 'openFile', 'exportAkten', 'notePrint'])
    expect(veil.reveal(call, [])).toBeUndefined();
  expect(veil.reveal('search', [row?.familienname, 40])).toEqual([row?.familienname, 40]);
});

test('[EV35] what was learned leaves with the lock', () => {
  const veil = createVeil('salt');
  veil.show(VIEW);
  veil.forget();
  expect(veil.show({ text: 'Herr Brandt' })).toEqual({ text: 'Herr Brandt' });
});
