import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeFindingLog } from './import-finding.ts';
import { readFhirJson } from './fhir-json.ts';
import { scanJson } from './json-scan.ts';

const limits = { depth: 3, elements: 5 };

test.each([
  ['{"a":[{"b":1}]}', null],
  ['{"a":[{"b":{}}]}', 'depth'],
  ['{"a":"[[[[[["}', null],
  ['{"a":"\\"[[[[["}', null],
  ['[1,2,3,4,5,6,7]', 'elements'],
  ['{"__proto__":1}', 'forbidden-key'],
  ['{"\\u005f_proto__" : 1}', 'forbidden-key'],
  ['{"a":{"constructor":1}}', 'forbidden-key'],
  ['{"a":"__proto__"}', null],
  ['{"a":1,"a":2}', 'repeated-key'],
  ['{"a":1,"\\u0061":2}', 'repeated-key'],
  ['[{"a":1},{"a":2}]', null],
  ['{"a":{"a":1}}', null],
  ['{"a', null],
  [']]]]', null],
] as const)('[IX11] finds in %s: %s', (text, fault) => expect(scanJson(text, limits)).toBe(fault));

const suite = '../shared/vectors/jsontestsuite';
test.skipIf(!existsSync(suite))(
  '[IX11] takes no malformed file of the JSON test suite for FHIR, and none makes it throw',
  () => {
    for (const name of readdirSync(suite).filter((file) => file.endsWith('.json'))) {
      const log = makeFindingLog();
      const text = readFileSync(`${suite}/${name}`, 'utf8');
      expect(readFhirJson(text, log), name).toBeNull();
      const [finding] = log.list();
      if (name.startsWith('n_'))
        expect(['FHIR_NOT_JSON', 'FHIR_TOO_DEEP', 'FHIR_NOT_FHIR', 'FHIR_KEY_REPEATED'], name).toContain(finding?.code);
      if (name.startsWith('y_')) expect(['FHIR_NOT_FHIR', 'FHIR_KEY_REPEATED'], name).toContain(finding?.code);
    }
  },
);
