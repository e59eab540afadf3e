import type { Defect } from './defects.ts';

const STREAM = 'core/interchange/src/fhir-stream.test.ts';
const RESUME = 'keyed/safe/src/worker/import-resume.journey.test.ts';

/** Defects of reading large files and of runs that were cut. */
export const IMPORT_DEFECTS: readonly Defect[] = [
  {
    name: 'a string is not skipped when the file is cut by brackets',
    file: 'core/interchange/src/json-spans.ts',
    find: 'if (isEscaped(chunk, from, quote)) continue;',
    plant: 'if (from < 0) continue;',
    test: STREAM,
  },
  {
    name: 'a person that stands behind its resources is not found',
    file: 'core/interchange/src/fhir-index.ts',
    find: 'const person = persons.has(subject) ? subject : (byReference(reference) ?? personByNumber.get(number));',
    plant: 'const person = persons.has(subject) ? subject : personByNumber.get(number);',
    test: STREAM,
  },
  {
    name: 'what a prescription draws in is left behind',
    file: 'core/interchange/src/fhir-stream.ts',
    find: 'const inOrder = [...all, ...grouped.drawnBy(all)]',
    plant: 'const inOrder = [...all]',
    test: STREAM,
  },
  {
    name: 'two entries without a comma between them are taken',
    file: 'core/interchange/src/json-spans.ts',
    find: "if (!this.#wantsElement) this.#fault = 'not-json';",
    plant: '',
    test: STREAM,
  },
  {
    name: 'the ids of a run do not follow from its secret',
    file: 'keyed/safe/src/import/run-ids.ts',
    find: 'return platformHasher.sha256(concatBytes(this.#secret, text)).slice(0, ID_BYTES) as Id;',
    plant: 'return platformRandom(text.length > 0 ? ID_BYTES : 0) as Id;',
    test: RESUME,
  },
  {
    name: 'a run that goes on does not count what it wrote before',
    file: 'keyed/safe/src/safe/run.ts',
    find: 'run.#hashes.push(columns.hashAt(added));',
    plant: 'added.toFixed();',
    test: RESUME,
  },
  {
    name: 'a run goes on with any file',
    file: 'keyed/safe/src/worker/import-desk.ts',
    find: 'const file = bySha256.get(sha256);',
    plant: 'const file = bySha256.get(sha256) ?? files[0];',
    test: RESUME,
  },
];
