import { expect, test } from 'vitest';
import { detectFormat } from './detect-format.ts';
import { readImport } from './read-import.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const options = { today: '2026-12-01' };

test.each([
  ['01380006310\r\n014810000012\r\n', 'gdt2'],
  ['01380006302\n0228200Obj_Kopfdaten\n', 'gdt3'],
  ['01380006310\n014921803.10\n', 'gdt3'],
  ['01380008220\r\n014810000306\r\n', 'ldt2'],
  ['01380008202\r\n', 'ldt2'],
  ['01380008220\r\n0188132Kopfdaten\r\n0178002Obj_0032\r\n', 'ldt3'],
  ['01380008205\r\n', 'ldt3'],
  ['01380000020\r\n', 'bdt'],
  ['01380006100\r\n', 'bdt'],
  ['0138000con0\r\n', 'kvdt'],
  ['\ufeff{"resourceType":"Patient"}', 'fhir-json'],
  ['\n <?xml version="1.0"?><Bundle/>', 'fhir-xml'],
  ['MSH|^~\\&|LAB', 'hl7v2'],
  ['PK\u0003\u0004', 'zip'],
  ['%PDF-1.7', 'pdf'],
  ['Sehr geehrte Damen', 'unknown'],
  ['01380009999\r\n', 'unknown'],
  ['', 'empty'],
  [' \r\n', 'empty'],
])('[IX1] takes %j for %s', (text, format) => expect(detectFormat(bytes(text))).toBe(format));

test.each([
  ['', 'FILE_EMPTY'],
  ['Sehr geehrte Damen', 'FILE_NOT_RECOGNISED'],
  ['PK\u0003\u0004', 'FORMAT_NOT_SUPPORTED'],
  ['0138000con0\r\n', 'FORMAT_NOT_SUPPORTED'],
])('[IX1] refuses %j with %s', (text, code) => {
  const plan = readImport(bytes(text), options);
  expect(plan).toMatchObject({ refused: true, persons: [], unassigned: [], envelope: [] });
  expect(plan.findings.map((finding) => finding.code)).toEqual([code]);
});

test('[IX4] refuses a file beyond the limit of size', () => {
  const plan = readImport(new Uint8Array(64 * 1024 * 1024 + 1).fill(0x7b), options);
  expect(plan.findings.map(({ code }) => code)).toEqual(['FILE_TOO_LARGE']);
});
