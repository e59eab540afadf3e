import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFhirJson } from './fhir-json.ts';
import type { FhirNode } from './fhir-node.ts';
import { readFhirXml } from './fhir-xml.ts';
import { makeFindingLog } from './import-finding.ts';

const xml = (text: string) => {
  const log = makeFindingLog();
  return { root: readFhirXml(text, log), codes: log.list().map(({ code }) => code) };
};
const json = (text: string) => {
  const log = makeFindingLog();
  return { root: readFhirJson(text, log), codes: log.list().map(({ code }) => code) };
};
const NS = 'xmlns="http://hl7.org/fhir"';

const PATIENT_XML = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Kommentar mit <Tags> -->
<Patient ${NS}>
  <id value="p&amp;1"/>
  <contained><Organization ${NS}><id value="o1"/><name value="K&#xe4;sse &lt;1&gt;"/></Organization></contained>
  <name id="n1"><family value="M&#252;ller"><extension url="http://x"><valueString value="von"/></extension></family><given value="A"/><given value="B"/></name>
  <birthDate><extension url="http://leer"><valueCode value="masked"/></extension></birthDate>
  <multipleBirthInteger value="2"/>
</Patient>`;
const PATIENT_JSON = `{"resourceType":"Patient","id":"p&1",
  "contained":[{"resourceType":"Organization","id":"o1","name":"Kässe <1>"}],
  "name":[{"id":"n1","family":"Müller","_family":{"extension":[{"url":"http://x","valueString":"von"}]},"given":["A","B"]}],
  "_birthDate":{"extension":[{"url":"http://leer","valueCode":"masked"}]},
  "multipleBirthInteger":2}`;

test('[IX11] gives the same tree for the same resource in XML and JSON', () => {
  const fromXml = xml(PATIENT_XML);
  expect(fromXml.codes).toEqual([]);
  expect(fromXml.root).toEqual(json(PATIENT_JSON).root);
});

test('[IX11] keeps the digits of a number', () => {
  expect(
    json('{"resourceType":"Observation","value":[1.50,2.0e3,0.10]}').root?.children.map(({ value }) => value),
  ).toEqual(['1.50', '2.0e3', '0.10']);
  expect(xml(`<Observation ${NS}><value value="1.50"/></Observation>`).root?.children[0]?.value).toBe('1.50');
});

test('[IX11] keeps the narrative as it is written', () => {
  const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Hallo <b>Welt</b> &amp; mehr</p></div>';
  const { root } = xml(`<Patient ${NS}><text><status value="generated"/>${div}</text></Patient>`);
  expect(root?.children[0]?.children[1]?.value).toBe('<div><p>Hallo <b>Welt</b> &amp; mehr</p></div>');
});

test.each([
  ['<!DOCTYPE lolz [<!ENTITY lol "lol">]><Patient/>', 'FHIR_DOCTYPE'],
  ['<!doctype x SYSTEM "file:///etc/passwd"><Patient/>', 'FHIR_DOCTYPE'],
  [`<Patient ${NS}><__proto__ value="x"/></Patient>`, 'FHIR_KEY_FORBIDDEN'],
  [`<Patient ${NS}><id constructor="x"/></Patient>`, 'FHIR_KEY_FORBIDDEN'],
  [`<Patient ${NS}>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</Patient>`, 'FHIR_TOO_DEEP'],
  [`<Patient ${NS}><id value="1"></Patient>`, 'FHIR_NOT_XML'],
  [`<Patient ${NS}><id value="1"/>`, 'FHIR_NOT_XML'],
  ['<html><body/></html>', 'FHIR_NOT_FHIR'],
])('[IX11] refuses %s', (text, code) => expect(xml(text)).toEqual({ root: null, codes: [code] }));

test.each([
  ['{"resourceType":"Patient"', 'FHIR_NOT_JSON'],
  ['{"resourceType":7}', 'FHIR_NOT_FHIR'],
  ['[]', 'FHIR_NOT_FHIR'],
  ['{"resourceType":"Patient","__proto__":{"active":true}}', 'FHIR_KEY_FORBIDDEN'],
  ['{"resourceType":"Patient","id":"1","id":"2"}', 'FHIR_KEY_REPEATED'],
  [`{"resourceType":"Patient","a":${'['.repeat(100)}${']'.repeat(100)}}`, 'FHIR_TOO_DEEP'],
])('[IX11] refuses %s', (text, code) => expect(json(text)).toEqual({ root: null, codes: [code] }));

test('[IX11] resolves no entity beyond the five of XML', () => {
  const { root } = xml(`<Patient ${NS}><id value="&lt;&gt;&amp;&quot;&apos;&#65;&#xD800;&nbsp;&evil;"/></Patient>`);
  expect(root?.children[0]?.value).toBe(`<>&"'A&#xD800;&nbsp;&evil;`);
});

test('[IX11] keeps every text of any JSON object in the tree', () => {
  const leaves = (node: FhirNode): string[] => [
    ...(node.value === undefined ? [] : [node.value]),
    ...node.children.flatMap(leaves),
  ];
  const key = fc
    .string({ minLength: 1 })
    .filter((name) => !name.startsWith('_') && !['constructor', 'prototype', 'resourceType'].includes(name));
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, fc.string({ minLength: 1 }), fc.dictionary(key, tie('any')), fc.array(tie('any'))),
  })).any;
  const texts = (given: unknown): string[] =>
    typeof given === 'string'
      ? [given]
      : typeof given === 'object' && given !== null
        ? Object.values(given).flatMap(texts)
        : [];
  fc.assert(
    fc.property(fc.dictionary(key, value), (object) => {
      const { root, codes } = json(JSON.stringify({ ...object, resourceType: 'Basic' }));
      if (root === null) expect(codes).toEqual(['FHIR_TOO_DEEP']);
      else expect(leaves(root).toSorted()).toEqual(texts(object).toSorted());
    }),
  );
});
