import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bool,
  bytes,
  code,
  decimal,
  group,
  id,
  instantMs,
  integer,
  list,
  localDate,
  localTime,
  must,
  partialDate,
  text,
} from './field-type.ts';
import { defineKind, sealed } from './kind.ts';
import { validateRecord } from './validate-record.ts';

const probe = defineKind({
  name: 'probe',
  code: 64,
  schemaVersion: 1,
  mergeable: false,
  label: { de: 'Probe', en: 'Probe' },
  fields: {
    name: sealed('identity', must(text({ max: 5 }))),
    tag: sealed('clinical', localDate),
    teil: sealed('clinical', partialDate),
    zeit: sealed('clinical', localTime),
    dosis: sealed('clinical', decimal),
    wann: sealed('clinical', instantMs),
    ja: sealed('clinical', bool),
    anzahl: sealed('clinical', integer({ min: 1, max: 9 })),
    seite: sealed('clinical', code(['R', 'L'])),
    bild: sealed('clinical', bytes({ max: 2 })),
    schluessel: sealed('clinical', bytes({ exactly: 2 })),
    wer: sealed('admin', id),
    orte: sealed('identity', list(group({ ort: must(text({ max: 3 })) }), { max: 2 })),
  },
});

const findingsOf = (value: unknown) => {
  const result = validateRecord(probe, value);
  return result.ok ? [] : result.error.findings.map(({ path, code: fault }) => `${path} ${fault}`);
};
const fault = (field: string, value: unknown) => findingsOf({ name: 'x', [field]: value });

test('[AK4] accepts a record in which every field holds its type', () => {
  const value = {
    name: 'Maier',
    tag: '2024-02-29',
    teil: '1990-02',
    zeit: '23:59:59',
    dosis: '-12.50',
    wann: 0,
    ja: false,
    anzahl: 9,
    seite: 'L',
    bild: new Uint8Array(2),
    schluessel: new Uint8Array(2),
    wer: new Uint8Array(16),
    orte: [{ ort: 'Ulm' }, { ort: 'Aue' }],
  };
  expect(validateRecord(probe, value)).toEqual({ ok: true, value });
});

test('[AK4] names path and code of every fault at once', () => {
  expect(findingsOf({ tag: '2023-02-29', orte: [{}, { ort: 'lang' }, {}], fremd: 1 })).toEqual([
    'name FIELD_MISSING',
    'tag FIELD_FORMAT',
    'orte FIELD_TOO_MANY',
    'orte.0.ort FIELD_MISSING',
    'orte.1.ort FIELD_TOO_LONG',
    'fremd FIELD_UNKNOWN',
  ]);
});

test.each([
  ['name', null, 'FIELD_TYPE'],
  ['name', undefined, 'FIELD_TYPE'],
  ['name', 'lone \ud800', 'FIELD_TOO_LONG'],
  ['name', '\ud800', 'FIELD_FORMAT'],
  ['tag', '2024-2-1', 'FIELD_FORMAT'],
  ['tag', '2024-02', 'FIELD_FORMAT'],
  ['teil', '1990-00', 'FIELD_FORMAT'],
  ['teil', '0000', 'FIELD_FORMAT'],
  ['zeit', '24:00', 'FIELD_FORMAT'],
  ['dosis', '1,5', 'FIELD_FORMAT'],
  ['dosis', 1.5, 'FIELD_TYPE'],
  ['wann', -1, 'FIELD_RANGE'],
  ['anzahl', 0, 'FIELD_RANGE'],
  ['anzahl', 1.5, 'FIELD_TYPE'],
  ['anzahl', Number.NaN, 'FIELD_TYPE'],
  ['seite', 'B', 'FIELD_CODE'],
  ['bild', new Uint8Array(3), 'FIELD_TOO_LONG'],
  ['bild', [1, 2], 'FIELD_TYPE'],
  ['schluessel', new Uint8Array(1), 'FIELD_RANGE'],
  ['wer', new Uint8Array(15), 'FIELD_RANGE'],
  ['orte', {}, 'FIELD_TYPE'],
  ['ja', 'true', 'FIELD_TYPE'],
])('[AK4] refuses %s = %j with %s', (field, value, expected) => {
  expect(fault(field, value)).toEqual([`${field} ${expected}`]);
});

test('[AK4] refuses what is no plain object', () => {
  for (const value of [null, 1, 'x', [], new Uint8Array(1), new Map(), new Date(0)])
    expect(findingsOf(value)).toEqual([' FIELD_TYPE']);
});

test('[AK4] never throws, whatever it is given, and names no content', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string({ minLength: 12 }), (value, secret) => {
      const result = validateRecord(
        probe,
        typeof value === 'object' && value !== null ? { ...value, tag: secret } : value,
      );
      expect(result.ok ? '' : JSON.stringify(result.error.findings.map(({ path }) => path))).not.toContain(
        `tag.${secret}`,
      );
    }),
  );
});
