import type { Defect } from './defects.ts';

/** Defects of the client's delivery, of what it gives out, and of uploads that were cut off. */
export const WEB_DEFECTS: readonly Defect[] = [
  {
    name: 'files of a release go while a window runs it',
    file: 'keyed/web/src/service-worker/main.ts',
    find: 'await keepOnly([active?.fingerprint, next?.fingerprint, ...run]);',
    plant: 'await keepOnly([active?.fingerprint, next?.fingerprint]);',
    test: 'keyed/web/src/service-worker/service-worker.browser.test.ts',
  },
  {
    name: 'another file goes on under the key of the one that was cut off',
    file: 'keyed/safe/src/safe/attachments.ts',
    find: "if (before !== undefined && !equalBytes(before, hash)) return 'another-file';",
    plant: "if (before !== undefined && before.length === 0) return 'another-file';",
    test: 'keyed/safe/src/worker/unfinished-uploads.faults.test.ts',
  },
  {
    name: 'an export carries the ids of the sealed sections of a file',
    file: 'core/interchange/src/fhir-own.ts',
    find: "const SEALED_FILE_FIELDS = new Set(['blobIds', ",
    plant: 'const SEALED_FILE_FIELDS = new Set([',
    test: 'keyed/safe/src/export/export-akte.journey.test.ts',
  },
  {
    name: 'a cut file name ends in half a letter',
    file: 'keyed/safe/src/export/safe-file-name.ts',
    find: "return text.replace(/[\\ud800-\\udbff]$/, '');",
    plant: 'return text;',
    test: 'keyed/safe/src/export/safe-file-name.test.ts',
  },
];
