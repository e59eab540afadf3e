import { expect, test } from 'vitest';
import {
  kindByCode,
  kindByName,
  KUERZEL,
  kuerzelOf,
  RECORD_KINDS,
  type ValueOfKind,
  whatTheServerCanRead,
} from './record-kinds.ts';
import { validateRecord } from './validate-record.ts';

test('[AK3] finds every kind by code and by name', () => {
  for (const kind of RECORD_KINDS) {
    expect(kindByCode(kind.code)).toBe(kind);
    expect(kindByName(kind.name)).toBe(kind);
  }
  expect(kindByCode(63)).toBeUndefined();
  expect(kindByName('constructor')).toBeUndefined();
});

test('[AK7] gives each Kuerzel one kind and one colour', () => {
  expect(Object.fromEntries(KUERZEL.map(({ kuerzel, hue }) => [kuerzel, hue]))).toEqual({
    ANA: 'blue',
    BEF: 'green',
    DIA: 'red',
    THE: 'violet',
    MED: 'rust',
    LAB: 'pink',
    BRF: 'indigo',
    DOK: 'brown',
    AUF: 'amber',
    NOT: 'grey',
  });
  expect(new Set(KUERZEL.map(({ kuerzel }) => kuerzel)).size).toBe(KUERZEL.length);
  expect(kuerzelOf('note', { rubrik: 'anamnese' }).kuerzel).toBe('ANA');
  expect(kuerzelOf('note', {}).kuerzel).toBe('NOT');
});

test('[AK6] tells everything the server can read, and it is exactly this', () => {
  expect(whatTheServerCanRead().map(({ kind, field }) => `${kind}.${field}`)).toEqual([
    'person.archiviertAm',
    'document.blobIds',
    'task.stand',
    'staff.userId',
    'nachtrag.target',
    'appointment.tag',
    'appointment.von',
    'appointment.minuten',
    'appointment.ressourcen',
    'appointment.zustand',
    'appointment.seitMs',
    'appointment.raum',
    'appointmentWish.zustand',
    'personMerge.into',
    'personMerge.state',
  ]);
  for (const { reason } of whatTheServerCanRead()) expect(reason.length).toBeGreaterThan(40);
});

test('[AK6] keeps names, contacts and every free text sealed', () => {
  for (const kind of RECORD_KINDS) {
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.zone === 'open')
        expect(['list', 'id', 'code', 'integer', 'localDate', 'instantMs'], `${kind.name}.${name}`).toContain(
          field.type.type,
        );
    }
  }
});

test('[AK8] requires a day of treatment for every Eintrag', () => {
  for (const kind of RECORD_KINDS) {
    if (!('eintrag' in kind)) continue;
    const result = validateRecord(kind, { titel: 'x' });
    expect(result.ok ? [] : result.error.findings).toContainEqual({ path: 'behandlungstag', code: 'FIELD_MISSING' });
  }
  const typed: ValueOfKind<'diagnosis'> = { behandlungstag: '2026-02-03', icd: 'J06.9', sicherheit: 'G' };
  expect(validateRecord(kindByName('diagnosis'), typed).ok).toBe(true);
});
