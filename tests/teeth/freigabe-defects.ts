import type { Defect } from './defects.ts';

/** Defects of Freigabe (docs/spec/freigabe.md). */
export const FREIGABE_DEFECTS: readonly Defect[] = [
  {
    name: 'a released record takes a further version',
    file: 'core/journal/src/freigabe-rules.ts',
    find: "return context.view.isReleased(body.record) ? 'RECORD_FROZEN' : undefined;",
    plant: "return body.kind < 0 && context.view.isReleased(body.record) ? 'RECORD_FROZEN' : undefined;",
    test: 'tests/model/freigabe.test.ts',
  },
  {
    name: 'one user is both of the two responsible',
    file: 'core/journal/src/freigabe-rules.ts',
    find: "return other !== undefined && !equalBytes(other, user) ? undefined : 'FREIGABE_SAME_USER';",
    plant: "return other !== undefined && user.length > 0 ? undefined : 'FREIGABE_SAME_USER';",
    test: 'tests/model/freigabe.test.ts',
  },
  {
    name: 'part hashes of anything release a version',
    file: 'core/journal/src/freigabe-rules.ts',
    find: "if (!isPartsOf(fields['partHashes'], head.body)) return 'FREIGABE_STALE';",
    plant: "if (!isPartsOf(fields['partHashes'], head.body) && seq < 0) return 'FREIGABE_STALE';",
    test: 'core/journal/src/freigabe-rules.test.ts',
  },
  {
    name: 'a client takes what is laid on top of something held back',
    file: 'keyed/safe/src/journal/attributor.ts',
    find: 'if (deciding.length === 0) return NOTHING;',
    plant: 'if (deciding.length >= 0) return NOTHING;',
    test: 'tests/hostile/freigabe.test.ts',
  },
  {
    name: 'a tombstone takes a Freigabe',
    file: 'blind/server/src/append/check-append.ts',
    find: "if (NEVER_ERASED.has(kind)) return 'KIND_NOT_ALLOWED';",
    plant: '',
    test: 'tests/hostile/freigabe.test.ts',
  },
  {
    name: 'a word to the person counts as said although its fields are hidden',
    file: 'core/journal/src/freigabe-rules.ts',
    find: "return entry.fields === null ? 'OPEN_FIELDS_MISMATCH' : personFault(entry.body, entry.fields, context);",
    plant: 'return entry.fields === null ? undefined : personFault(entry.body, entry.fields, context);',
    test: 'tests/hostile/freigabe.test.ts',
  },
  {
    name: 'a date for the person is judged by the clock of the device',
    file: 'keyed/safe/src/safe/server-time.ts',
    find: 'if (before?.size === size) return passedMs;',
    plant: 'if (before?.size === size || size > 0) return Date.now();',
    test: 'keyed/safe/src/safe/server-time.test.ts',
  },
  {
    name: 'forced, the server hands out drafts for an export',
    file: 'blind/server/src/fetch/akten-route.ts',
    find: 'isForced ? await onlyReleased(tx, content) : content',
    plant: 'isForced && akte.length === 0 ? await onlyReleased(tx, content) : content',
    test: 'keyed/safe/src/freigabe/freigabe.journey.test.ts',
  },
  {
    name: 'a change that waited over a Freigabe is lost',
    file: 'keyed/safe/src/worker/nachtrag-of-refused.ts',
    find: 'return sealed.ok && (await safe.write([sealed.value.packet], body.record)).ok;',
    plant: 'return sealed.ok && sealed.value.record.length === 0;',
    test: 'keyed/safe/src/freigabe/freigabe.journey.test.ts',
  },
];
