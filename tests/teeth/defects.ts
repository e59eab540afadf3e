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
    find: 'if (!policy.mayAppend(body.kind, { rights, ownAffair: isOwnAffair(body, fields, author) }))',
    plant: 'if (!policy.mayAppend(body.kind, { rights, ownAffair: isOwnAffair(body, fields, author) }) && seq < 0)',
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
  {
    name: 'a part opens under a key with another id',
    file: 'keyed/seal/src/part.ts',
    find: "if (!equalBytes(place.keyId, key.keyId)) return fail('OPEN_TAMPERED');",
    plant: "if (place.keyId.length === 0) return fail('OPEN_TAMPERED');",
    test: 'keyed/seal/src/part.test.ts',
  },
  {
    name: 'the sealing device is not authenticated with a part',
    file: 'keyed/seal/src/part-aad.ts',
    find: 'id(place.sealingDevice);',
    plant: 'id(place.record);',
    test: 'keyed/seal/src/part.test.ts',
  },
  {
    name: 'set bits in the padding of a part pass',
    file: 'keyed/seal/src/padding.ts',
    find: 'for (let i = end; i < padded.length; i++) if (padded[i] !== 0) return undefined;',
    plant: '',
    test: 'keyed/seal/src/part.test.ts',
  },
  {
    name: 'an opened wrap is taken for any key',
    file: 'keyed/seal/src/matching-secret.ts',
    find: 'return equalBytes(await keyIdOf(secret), keyId) ? secret : undefined;',
    plant: 'return equalBytes(await keyIdOf(secret), keyId) ? secret : secret;',
    test: 'keyed/seal/src/wraps.test.ts',
  },
  {
    name: 'a file without its end passes as whole',
    file: 'keyed/seal/src/attachment.ts',
    find: "if (number !== last + 1) throw new AttachmentTampered('the end is missing');",
    plant: '',
    test: 'keyed/seal/src/attachment.test.ts',
  },
  {
    name: 'the true size of an attachment is not authenticated',
    file: 'keyed/seal/src/attachment.ts',
    find: 'return encodeCbor([MESSAGE_LABELS.blob, SUITE, sizeBytes]);',
    plant: 'return encodeCbor([MESSAGE_LABELS.blob, SUITE, sizeBytes * 0]);',
    test: 'keyed/seal/src/attachment.test.ts',
  },
  {
    name: 'a field in a foreign compartment is left out silently',
    file: 'keyed/seal/src/open-record.ts',
    find: "if (Object.keys(joined).length !== fieldCount([open, ...parts.values()])) return { unreadable: 'UNREADABLE' };",
    plant: 'fieldCount([]);',
    test: 'keyed/seal/src/open-record.test.ts',
  },
  {
    name: 'the approver takes any reveal',
    file: 'keyed/seal/src/approval.ts',
    find: "if (!equalBytes(commitOf(reveal.keys, reveal.nonce), state.commit)) return fail('PAIRING_MISMATCH');",
    plant:
      "if (commitOf(reveal.keys, reveal.nonce).length === 0 || !equalBytes([] as never, [] as never)) return fail('PAIRING_MISMATCH');",
    test: 'keyed/seal/src/approval.test.ts',
  },
  {
    name: 'a hand-over by anybody is taken',
    file: 'keyed/seal/src/hand-over.ts',
    find: 'if (!(await platformVerify(by.approver.ed25519Public, messageOf(info, sealed), signature))) return undefined;',
    plant: 'await platformVerify(by.approver.ed25519Public, messageOf(info, sealed), signature);',
    test: 'keyed/seal/src/approval.test.ts',
  },
  {
    name: 'slots are not bound to their place',
    file: 'keyed/seal/src/slot.ts',
    find: 'return encodeCbor([MESSAGE_LABELS.slot, SUITE, tenant, user, slotId, kind]);',
    plant: 'return encodeCbor([MESSAGE_LABELS.slot, SUITE, tenant, user, kind, slotId.subarray(16)]);',
    test: 'keyed/seal/src/slot.test.ts',
  },
  {
    name: 'a compartment wrap serves another compartment',
    file: 'keyed/seal/src/compartment-wrap.ts',
    find: 'return encodeCbor([MESSAGE_LABELS.compartmentWrap, COMPARTMENT_CODES[place.compartment], context]);',
    plant: 'return encodeCbor([MESSAGE_LABELS.compartmentWrap, context]);',
    test: 'keyed/seal/src/wraps.test.ts',
  },
  {
    name: 'commits are acknowledged before they are on the disk (synchronous=NORMAL)',
    file: 'blind/store/src/sqlite/connection.ts',
    find: "'synchronous = FULL',",
    plant: "'synchronous = NORMAL',",
    test: 'tests/faults/power-cut.test.ts',
  },
  {
    name: 'Chromium takes signatures under keys of small order',
    file: 'core/journal/src/ed25519-strict.ts',
    find: 'isStrictPublicKey(publicKey) &&',
    plant: 'publicKey.length === POINT_BYTES &&',
    test: 'tests/vectors/chromium.browser.test.ts',
  },
  {
    name: 'Chromium derives keys without their label',
    file: 'keyed/seal/src/engine/web.ts',
    find: 'salt: NO_SALT, info: info as Bytes',
    plant: 'salt: NO_SALT, info: NO_SALT',
    test: 'tests/vectors/seal.browser.test.ts',
  },
  {
    name: 'Chromium opens a part in another compartment',
    file: 'keyed/seal/src/part-aad.ts',
    find: '  integer(compartment);',
    plant: '  integer(compartment & 0);',
    test: 'tests/vectors/seal.browser.test.ts',
  },
];
