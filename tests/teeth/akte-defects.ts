import type { Defect } from './defects.ts';

/** Defects of the Akte: files, history, moves, two people in one record. */
export const AKTE_DEFECTS: readonly Defect[] = [
  {
    name: 'a picture keeps what its EXIF says',
    file: 'keyed/safe/src/files/strip-jpeg.ts',
    find: 'return isProfile || isAdobe ? bytes : undefined;',
    plant: 'return isProfile || isAdobe || marker > APP0 ? bytes : undefined;',
    test: 'keyed/safe/src/files/strip-metadata.test.ts',
  },
  {
    name: 'what hangs behind a picture goes along',
    file: 'keyed/safe/src/files/strip-png.ts',
    find: "    if (chunk.type === 'IEND') break;",
    plant: '    if (at >= file.length) break;',
    test: 'keyed/safe/src/files/strip-metadata.test.ts',
  },
  {
    name: 'a file is shown as what its name says',
    file: 'keyed/safe/src/files/file-kind.ts',
    find: "return begins(head, 0, ascii('%PDF-')) ? 'pdf' : 'other';",
    plant: "return begins(head, 0, ascii('%PDF-')) || head[0] === 0x3c ? 'pdf' : 'other';",
    test: 'keyed/safe/src/files/file-kind.test.ts',
  },
  {
    name: 'a cancelled upload is recorded all the same',
    file: 'keyed/safe/src/safe/transfer.ts',
    find: '  return signal?.aborted === true;',
    plant: '  return signal?.aborted === undefined;',
    test: 'keyed/safe/src/worker/attachment-calls.journey.test.ts',
  },
  {
    name: 'an interrupted upload begins again at its start',
    file: 'keyed/safe/src/safe/attachments.ts',
    find: '    const { offset } = state.value;',
    plant: '    const { offset } = { offset: 0 * state.value.offset };',
    test: 'keyed/safe/src/worker/attachment-calls.journey.test.ts',
  },
  {
    name: 'a save goes over a version nobody has seen',
    file: 'keyed/safe/src/worker/settle-base.ts',
    find: "return 'merged' in outcome ? ok(outcome.merged) : fail('ENTRY_STALE');",
    plant: "return ok('merged' in outcome ? outcome.merged : value);",
    test: 'keyed/safe/src/worker/history-calls.test.ts',
  },
  {
    name: 'clinical text is joined without a human',
    file: 'core/akten/src/merge-record.ts',
    find: 'if (!kind.mergeable) return',
    plant: 'if (!kind.mergeable && clashing.length > 0) return',
    test: 'core/akten/src/merge-record.test.ts',
  },
  {
    name: 'an Eintrag is moved to somebody who does not exist',
    file: 'keyed/safe/src/worker/move-work.ts',
    find: '|| !isPerson)',
    plant: '|| (isPerson && false))',
    test: 'keyed/safe/src/worker/move-calls.test.ts',
  },
  {
    name: 'what was moved away stays in the list',
    file: 'core/akten/src/move-eintrag.ts',
    find: "return 'movedTo' in value && value.movedTo !== undefined;",
    plant: "return 'movedTo' in value && value.movedTo === undefined;",
    test: 'core/akten/src/move-eintrag.test.ts',
  },
  {
    name: 'everybody is told who changes a record of any Akte',
    file: 'blind/server/src/events/event-routes.ts',
    find: 'mayKnow: (reader) => akteAccessOf(tenant.core, reader).mayFetch(store, akte),',
    plant: 'mayKnow: (reader) => Promise.resolve(reader.length > 0),',
    test: 'blind/server/src/events/presence.test.ts',
  },
  {
    name: 'what waited is not joined when the line is back',
    file: 'keyed/safe/src/worker/safe-following.ts',
    find: 'if (await joinRefused(safe)) await safe.sync();',
    plant: '',
    test: 'keyed/safe/src/worker/join-refused.test.ts',
  },
  {
    name: 'what is refused in the place of a conflict takes that with it',
    file: 'keyed/safe/src/safe/outbox.ts',
    find: `    this.#putBack(gone);
    await`,
    plant: '    await',
    test: 'keyed/safe/src/safe/safe.test.ts',
  },
  {
    name: 'a change of what waits goes over what came in between',
    file: 'keyed/safe/src/worker/settle-base.ts',
    find: 'base : (waiting.base ?? undefined);',
    plant: 'base : undefined;',
    test: 'keyed/safe/src/worker/join-refused.test.ts',
  },
];
