/** Defects that must turn a test red. A test that stays green with its defect planted proves nothing. */
export interface Defect {
  /** What is broken, as a sentence. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly plant: string;
  /** Test file that must fail. */
  readonly test: string;
}

export const DEFECTS: readonly Defect[] = [
  {
    name: 'the client believes any checkpoint signature',
    file: 'core/journal/src/checkpoint.ts',
    find: "return verdicts.every((valid) => valid) ? undefined : 'forged';",
    plant: 'return verdicts.length < 0 ? undefined : undefined;',
    test: 'core/journal/src/checkpoint.test.ts',
  },
  {
    name: 'a shorter journal is accepted',
    file: 'keyed/safe/src/journal/journal-follower.ts',
    find: "if (page.to < this.#tree.size) return 'LOG_SHORTENED';",
    plant: 'if (page.to < 0) return undefined;',
    test: 'tests/hostile/journal.test.ts',
  },
  {
    name: 'the root of a page is not compared with the signed one',
    file: 'keyed/safe/src/journal/journal-follower.ts',
    find: "return equalBytes(checkpoint.value.root, tree.root()) ? undefined : { code: 'LOG_FORKED' };",
    plant: 'return undefined;',
    test: 'tests/hostile/journal.test.ts',
  },
  {
    name: 'batch signatures are not checked',
    file: 'keyed/safe/src/journal/attributor.ts',
    find: 'return verify(key, batch.statement.bytes, batch.statement.signature);',
    plant: 'return verify.length > 0;',
    test: 'tests/hostile/journal.test.ts',
  },
  {
    name: 'the log key may author any kind',
    file: 'core/journal/src/check-entry.ts',
    find: 'if (equalBytes(body.author, context.logAuthor)) return serverAuthoredFault(entry, context);',
    plant: 'if (equalBytes(body.author, context.logAuthor)) return undefined;',
    test: 'tests/hostile/journal.test.ts',
  },
  {
    name: 'open fields are not held against their hash',
    file: 'keyed/safe/src/journal/page-binder.ts',
    find: "return 'OPEN_FIELDS_MISMATCH';",
    plant: 'void 0;',
    test: 'tests/hostile/journal.test.ts',
  },
  {
    name: 'rights of writers are not asked',
    file: 'core/journal/src/check-entry.ts',
    find: 'if (!policy.mayAppend(body.kind, { rights, ownAffair: isOwnAffair(body, fields, device.user) }))',
    plant:
      'if (!policy.mayAppend(body.kind, { rights, ownAffair: isOwnAffair(body, fields, device.user) }) && seq < 0)',
    test: 'core/journal/src/check-batch.test.ts',
  },
  {
    name: 'a stale parent is accepted',
    file: 'core/journal/src/check-entry.ts',
    find: 'return !equalBytes(body.parent, head.entryHash);',
    plant: 'return false;',
    test: 'core/journal/src/check-batch.test.ts',
  },
  {
    name: 'unsealed bytes pass as an envelope',
    file: 'core/journal/src/packet-rules.ts',
    find: "return 'ENVELOPE_MALFORMED';",
    plant: 'void 0;',
    test: 'core/journal/src/check-batch.test.ts',
  },
  {
    name: 'undeclared open fields pass (plaintext in a sealed place)',
    file: 'core/akten/src/rights/append-policy.ts',
    find: "? undefined : 'OPEN_FIELDS_NOT_DECLARED';",
    plant: '? undefined : undefined;',
    test: 'core/journal/src/check-batch.test.ts',
  },
  {
    name: 'the decoder takes unsorted keys',
    file: 'core/wire/src/cbor.ts',
    find: "throw new CborError('keys not in order');",
    plant: 'void 0;',
    test: 'core/wire/src/cbor.test.ts',
  },
];
