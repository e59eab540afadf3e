import { type FieldType, RECORD_KINDS } from '@siegel/akten';
import { expect, test } from 'vitest';
import { de } from './de.ts';
import { deLater } from './de-later.ts';
import { en } from './en.ts';

function texts(catalogue: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...texts(value as object, `${path}${key}.`)],
    ),
  );
}
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

const german = new Map([...texts(de), ...texts(deLater)]);
const english = texts(en);

test('[WB54] has every text in both languages, none empty', () => {
  expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
  expect([...german, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect(german.size).toBeGreaterThan(200);
});

test('[WB54] fills the same placeholders in both languages', () => {
  const differing = [...german].filter(([key, text]) => placeholders(text) !== placeholders(english.get(key) ?? ''));
  expect(differing).toEqual([]);
});

test('[WB54] keeps to the words of the house: no exclamation marks, no "Fehler aufgetreten"', () => {
  const wrong = [...german.values()].filter((text) =>
    /!|Fehler aufgetreten|ungültig|Session|Token|Zero Knowledge/i.test(text),
  );
  expect(wrong).toEqual([]);
});

/** Codes of a field, also within lists and groups, as `field.code`. */
function codesOf(name: string, type: FieldType): readonly string[] {
  if (type.type === 'code') return type.codes.map((code) => `${name}.${code}`);
  if (type.type === 'list') return codesOf(name, type.of);
  return type.type === 'group' ? Object.entries(type.fields).flatMap(([inner, of]) => codesOf(inner, of)) : [];
}

test('[WB41] has a word for every code of every record kind', () => {
  const codes = RECORD_KINDS.flatMap((kind) =>
    Object.entries(kind.fields).flatMap(([name, field]) => codesOf(name, field.type)),
  );
  expect(codes).toContain('art.verordnung');
  expect(codes.filter((code) => !german.has(`fieldValue.${code}`))).toEqual([]);
});

test('[WB41] has a word for every field of every record kind', () => {
  const fields = RECORD_KINDS.flatMap((kind) => Object.keys(kind.fields));
  expect(fields.filter((field) => !german.has(`field.${field}`))).toEqual([]);
});
