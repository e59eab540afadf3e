import { expect, test } from 'vitest';
import { bytes, code, group, list, must, text } from './field-type.ts';
import { COMPARTMENT_CODES, COMPARTMENTS, compartmentsOf, defineKind, open, sealed, type ValueOf } from './kind.ts';
import { person } from './kinds/person.ts';
import { RECORD_KINDS } from './record-kinds.ts';

const base = {
  name: 'probe',
  code: 64,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Probe', en: 'Probe' },
} as const;

test('[AK1] fixes the wire codes of the compartments', () => {
  expect(COMPARTMENT_CODES).toEqual({ identity: 0, clinical: 1, restricted: 2, admin: 3 });
  expect(COMPARTMENTS.map((name) => COMPARTMENT_CODES[name])).toEqual([0, 1, 2, 3]);
});

test('[AK2] does not compile a field that is neither open nor sealed', () => {
  const neither = () =>
    defineKind({
      ...base,
      // @ts-expect-error a bare field type is neither open nor sealed
      fields: { bemerkung: { type: 'text', max: 10 } },
    });
  // @ts-expect-error an open field without a reason
  const withoutReason = () => open(text({ max: 3 }));
  // @ts-expect-error an open field with an empty reason
  const emptyReason = () => open(text({ max: 3 }), '');
  // @ts-expect-error a compartment that does not exist
  const nowhere = () => sealed('public', text({ max: 3 }));
  expect([neither, withoutReason, emptyReason, nowhere]).toHaveLength(4);
});

test('[AK2] refuses at run time an open field whose reason is blank', () => {
  const blank: string = '  ';
  expect(() =>
    defineKind({ ...base, fields: { ort: { zone: 'open', type: text({ max: 9 }), reason: blank } } }),
  ).toThrow(/AK2/);
});

test('[AK3] refuses a kind with a journal code, a bad name or a bad field name', () => {
  expect(() => defineKind({ ...base, code: 48, fields: {} })).toThrow(/AK3/);
  expect(() => defineKind({ ...base, name: 'Probe X', fields: {} })).toThrow(/AK3/);
  expect(() => defineKind({ ...base, fields: { __proto: sealed('admin', text({ max: 1 })) } })).toThrow(/AK3/);
});

test('[AK3] gives every kind its own name and code', () => {
  expect(RECORD_KINDS.map(({ name, code: wire }) => [wire, name])).toEqual([
    [64, 'person'],
    [65, 'note'],
    [66, 'finding'],
    [67, 'diagnosis'],
    [68, 'medication'],
    [69, 'letter'],
    [70, 'labReport'],
    [71, 'document'],
    [72, 'task'],
    [73, 'staff'],
    [74, 'nachtrag'],
    [75, 'appointment'],
    [76, 'appointmentWish'],
    [77, 'portrait'],
    [81, 'message'],
    [80, 'personMerge'],
  ]);
});

test('[AK4] derives the type of a value from the declaration', () => {
  const probe = defineKind({
    ...base,
    fields: {
      name: sealed('identity', must(text({ max: 9 }))),
      art: sealed('clinical', code(['a', 'b'])),
      werte: sealed('clinical', list(group({ wert: must(text({ max: 3 })), bild: bytes({ max: 4 }) }))),
    },
  });
  const value: ValueOf<typeof probe> = { name: 'x', art: 'a', werte: [{ wert: '1', bild: new Uint8Array(1) }] };
  // @ts-expect-error `name` is obligatory
  const withoutName: ValueOf<typeof probe> = { art: 'a' };
  // @ts-expect-error `c` is not one of the codes
  const wrongCode: ValueOf<typeof probe> = { name: 'x', art: 'c' };
  // @ts-expect-error the kind has no such field
  const unknownField: ValueOf<typeof probe> = { name: 'x', ort: 'y' };
  expect([value, withoutName, wrongCode, unknownField]).toHaveLength(4);
});

test('[AK1] lists the compartments of a kind in wire order', () => {
  expect(compartmentsOf(person)).toEqual(['identity', 'clinical', 'admin']);
});
