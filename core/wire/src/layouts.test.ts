import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Body, coSignatureMessage, decodeBody, encodeBody } from './body.ts';
import { peekBody } from './body-peek.ts';
import { equalBytes, hexOf } from './bytes.ts';
import { CborError, encodeCbor } from './cbor.ts';
import { decodeSequence, encodeSequence, SequenceReader } from './cbor-sequence.ts';
import { decodeLeaf, encodeLeaf, LEAF_BYTES } from './leaf.ts';
import {
  appendRequestOfItems,
  appendRequestToItems,
  hashOpenFields,
  packOpenFields,
  unpackOpenFields,
} from './packet.ts';
import { placeAad, wrapInfo } from './place.ts';
import { LayoutError } from './shape.ts';
import { decodeStatement, encodeStatement } from './statement.ts';
import { classOfKind, isKnownKind, SERVER_AUTHORED_KINDS, STAFF_KIND, WIRE_KINDS } from './wire-kind.ts';

const id = (n: number) => new Uint8Array(16).fill(n);
const hash = (n: number) => new Uint8Array(32).fill(n);
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

const body: Body = {
  tenant: id(1),
  kind: 65,
  record: id(2),
  akte: id(3),
  site: id(4),
  parts: [
    {
      compartment: 0,
      partVersion: 1,
      schemaVersion: 1,
      keyId: hash(5),
      sealingDevice: id(6),
      envelopeHash: hash(7),
      sizeBytes: 349,
    },
    {
      compartment: 1,
      partVersion: 2,
      schemaVersion: 1,
      keyId: hash(8),
      sealingDevice: id(6),
      envelopeHash: hash(9),
      sizeBytes: 99,
    },
  ],
  openHash: hash(10),
  parent: null,
  author: id(6),
  authoredAt: 1_795_000_000_000,
  run: null,
  coSignatures: [{ signer: 0, signerId: id(11), signature: new Uint8Array(64).fill(12) }],
};

test('[WR11] reads back what it wrote, byte for byte', () => {
  const bytes = encodeBody(body);
  expect(decodeBody(bytes)).toEqual(body);
  expect(encodeBody(decodeBody(bytes))).toEqual(bytes);
  expect(bytes.length).toBeLessThan(500);
});

test('[WR11] refuses every truncation and every flipped byte that changes the form', () => {
  const bytes = encodeBody(body);
  for (let end = 0; end < bytes.length; end++) expect(() => decodeBody(bytes.subarray(0, end))).toThrow();
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] as number) ^ 0x80;
    let decoded: Body;
    try {
      decoded = decodeBody(flipped);
    } catch {
      continue;
    }
    expect(encodeBody(decoded)).toEqual(flipped);
    expect(decoded).not.toEqual(body);
  }
});

test('[WR11] refuses another version, a missing item and an oversized body', () => {
  expect(() => decodeBody(encodeCbor([2]))).toThrow();
  expect(() => decodeBody(encodeCbor([1, id(1)]))).toThrow();
  expect(() => decodeBody(new Uint8Array(9000))).toThrow();
});

test('[WR12] refuses two parts of one compartment and unsorted parts', () => {
  const [first, second] = body.parts;
  for (const parts of [
    [first!, first!],
    [second!, first!],
  ])
    expect(() => decodeBody(encodeBody({ ...body, parts }))).toThrow('one per compartment');
});

test('[WR13] the co-signed bytes do not depend on the co-signatures and name the signer', () => {
  const message = coSignatureMessage(body, 0, id(11));
  expect(coSignatureMessage({ ...body, coSignatures: [] }, 0, id(11))).toEqual(message);
  expect(coSignatureMessage(body, 1, id(11))).not.toEqual(message);
  expect(coSignatureMessage(body, 0, id(12))).not.toEqual(message);
  expect(coSignatureMessage({ ...body, site: id(9) }, 0, id(11))).not.toEqual(message);
});

test('[WR14] reads back a statement and refuses none or too many entries', () => {
  const statement = {
    tenant: id(1),
    instance: id(2),
    device: id(3),
    seenSize: 7,
    seenRoot: hash(4),
    count: 1000,
    root: hash(5),
  };
  expect(decodeStatement(encodeStatement(statement))).toEqual(statement);
  expect(() => decodeStatement(encodeStatement({ ...statement, count: 0 }))).toThrow();
  expect(() => decodeStatement(encodeStatement({ ...statement, count: 1001 }))).toThrow();
});

test('[WR14] a statement has one spelling: what is read writes the same bytes again, whatever byte is another', () => {
  const ids = { tenant: id(1), instance: id(2), device: id(3), seenRoot: hash(4), root: hash(5) };
  for (const seenSize of [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER])
    for (const count of [1, 23, 24, 255, 256, 1000]) {
      const statement = { ...ids, seenSize, count };
      const bytes = encodeStatement(statement);
      expect(decodeStatement(bytes)).toEqual(statement);
      const shorter = Array.from(bytes, (_, length) => bytes.subarray(0, length));
      const changed = Array.from(bytes, (_, at) => [0x17, 0x18, 0x20, 0xff].map((byte) => bytes.with(at, byte))).flat();
      for (const wrong of [...shorter, ...changed, Uint8Array.of(...bytes, 0)]) {
        const read = readOrRefused(wrong);
        if (read !== undefined && !equalBytes(encodeStatement(read), wrong))
          expect.fail(`${hexOf(wrong)} reads as something else`);
      }
    }
});

function readOrRefused(bytes: Uint8Array) {
  try {
    return decodeStatement(bytes);
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}

test('[WR15] a leaf has 58 bytes and reads back', () => {
  const leaf = { site: id(1), class: 1 as const, receivedAt: 1_795_000_000_123, entryHash: hash(2) };
  const bytes = encodeLeaf(leaf);
  expect(bytes.length).toBe(LEAF_BYTES);
  expect(decodeLeaf(bytes)).toEqual(leaf);
  expect(() => decodeLeaf(bytes.subarray(1))).toThrow();
  expect(() => decodeLeaf(Uint8Array.from(bytes, (b, i) => (i === 17 ? 3 : b)))).toThrow();
  expect(() => decodeLeaf(Uint8Array.from(bytes, (b, i) => (i === 0 ? 2 : b)))).toThrow();
});

test('[WR16] every item of a place changes the authenticated data', () => {
  const place = {
    originTenant: id(1),
    kind: 65,
    record: id(2),
    akte: id(3),
    compartment: 1,
    schemaVersion: 1,
    partVersion: 1,
    sealingDevice: id(4),
    keyId: hash(5),
  };
  const variants = [
    { originTenant: id(9) },
    { kind: 66 },
    { record: id(9) },
    { akte: id(9) },
    { compartment: 2 },
    { schemaVersion: 2 },
    { partVersion: 2 },
    { sealingDevice: id(9) },
    { keyId: hash(9) },
  ];
  const all = [place, ...variants.map((v) => ({ ...place, ...v }))].map((p) =>
    Buffer.from(placeAad(p)).toString('hex'),
  );
  expect(new Set(all).size).toBe(10);
});

test('[WR17] every item of a wrap context changes it', () => {
  const context = {
    purpose: 'case-key/group' as const,
    wrapperKeyId: hash(1),
    wrappedKeyId: hash(2),
    tenant: id(3),
    subject: id(4),
    version: 1,
  };
  const variants = [
    { purpose: 'inbox' as const },
    { wrapperKeyId: hash(9) },
    { wrappedKeyId: hash(9) },
    { tenant: id(9) },
    { subject: id(9) },
    { version: 2 },
  ];
  const all = [context, ...variants.map((v) => ({ ...context, ...v }))].map((c) =>
    Buffer.from(wrapInfo(c)).toString('hex'),
  );
  expect(new Set(all).size).toBe(7);
});

test('[WR7] labels of signed and authenticated bytes are all different', () => {
  const labels = [
    encodeStatement({
      tenant: id(1),
      instance: id(2),
      device: id(3),
      seenSize: 7,
      seenRoot: hash(4),
      count: 1,
      root: hash(5),
    }),
    coSignatureMessage(body, 0, id(1)),
    placeAad({
      originTenant: id(1),
      kind: 65,
      record: id(2),
      akte: id(3),
      compartment: 1,
      schemaVersion: 1,
      partVersion: 1,
      sealingDevice: id(4),
      keyId: hash(5),
    }),
    wrapInfo({
      purpose: 'inbox',
      wrapperKeyId: hash(1),
      wrappedKeyId: hash(2),
      tenant: id(3),
      subject: id(4),
      version: 1,
    }),
  ].map((bytes) => (decodeSequence(bytes)[0] as unknown[])[0]);
  expect(labels).toEqual(['siegel/batch', 'siegel/co-signature', 'siegel/part', 'siegel/wrap']);
});

test('[WR18] open fields hash with their salt and read back', () => {
  const open = packOpenFields({ kategorie: 'a', stufe: 7 }, id(1));
  expect(unpackOpenFields(open)).toEqual({ kategorie: 'a', stufe: 7 });
  expect(hashOpenFields(open, sha256)).not.toEqual(hashOpenFields({ ...open, salt: id(2) }, sha256));
});

test('[WR19] [WR20] an append request reads back for 1 to 3 entries with 0 to 3 wraps', () => {
  for (let n = 1; n <= 3; n++) {
    const request = {
      statement: { bytes: new Uint8Array([1, 2]), signature: new Uint8Array(64) },
      packets: Array.from({ length: n }, (_, i) => ({
        body: encodeBody(body),
        open: i === 0 ? null : packOpenFields({ a: i }, id(i)),
        envelopes: Array.from({ length: i }, () => new Uint8Array(40)),
        wraps: Array.from({ length: i }, () => ({
          wrapper: 2 as const,
          wrapperId: id(1),
          wrapperKeyId: hash(1),
          wrappedKeyId: hash(2),
          compartment: 255,
          bytes: new Uint8Array(61),
        })),
      })),
    };
    expect(appendRequestOfItems(decodeSequence(encodeSequence(appendRequestToItems(request))))).toEqual(request);
  }
  expect(() => appendRequestOfItems([])).toThrow();
  expect(() => appendRequestOfItems([[new Uint8Array(1), new Uint8Array(64)]])).toThrow();
});

test('[WR6] a sequence cut anywhere gives the same items, and a cut-off rest is refused', () => {
  const items = [1, 'ä', [new Uint8Array(300), { a: [1, 2, { b: null }] }], encodeBody(body), []];
  const bytes = encodeSequence(items);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), (cuts) => {
      const reader = new SequenceReader();
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const read = edges.slice(1).flatMap((end, i) => reader.push(bytes.slice(edges[i], end)));
      reader.end();
      expect(read).toEqual(items);
    }),
  );
  const reader = new SequenceReader();
  reader.push(bytes.subarray(0, bytes.length - 2));
  expect(() => reader.end()).toThrow('cut off');
});

test('[WR6] an item over the limit is refused before it is complete', () => {
  const reader = new SequenceReader(1000);
  expect(() => reader.push(encodeCbor(new Uint8Array(2000)).subarray(0, 10))).toThrow('too large');
});

test('[WR10] kinds are known or refused, and classes follow from them', () => {
  expect(isKnownKind(30)).toBe(false);
  expect(isKnownKind(64)).toBe(true);
  expect(isKnownKind(5000)).toBe(false);
  expect(classOfKind(WIRE_KINDS.genesis)).toBe(0);
  expect(classOfKind(WIRE_KINDS.caseKey)).toBe(1);
  expect(classOfKind(WIRE_KINDS.freigabe)).toBe(1);
  expect(classOfKind(65)).toBe(1);
  expect(classOfKind(STAFF_KIND)).toBe(0);
  expect(classOfKind(WIRE_KINDS.opening)).toBe(2);
  expect([...SERVER_AUTHORED_KINDS].every((kind) => classOfKind(kind) === 2)).toBe(true);
});

test('[WR11] a peek reads the same place as the whole body, for kinds of one, two and three bytes', () => {
  for (const kind of [5, 65, 300]) {
    const bytes = encodeBody({ ...body, kind });
    const { record, akte, site } = body;
    expect(peekBody(bytes, body.tenant)).toEqual({ kind, record, akte, site });
    expect(peekBody(bytes, id(9))).toBeUndefined();
    for (let end = 0; end < 71; end++) expect(peekBody(bytes.subarray(0, end), body.tenant)).toBeUndefined();
  }
});
