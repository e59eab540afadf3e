import { bytesOfHex, type EntryPacket, hexOf, type Sha256, WIRE_KINDS, type WrappedKey } from '@siegel/wire';
import { startTally, type VectorOutcome, type VectorTally } from './outcome.ts';

/** The door of keyed/seal, handed in, so that the same run serves Node and Chromium. */
export type SealDoor = typeof import('@siegel/seal');

/** One committed vector: what goes in and what comes out, byte strings in hex, wrapped as `{ $: "00ff" }`. */
interface SealVector {
  readonly name: string;
  readonly in: unknown;
  readonly out: unknown;
}

/** One file of keyed/seal/vectors. */
export interface SealVectorFile {
  readonly operation: string;
  readonly vectors: readonly SealVector[];
}

/** The inputs have the shape that the operation names; a file of another shape makes the run fail. */
type Operation = (given: never, seal: SealDoor) => Promise<unknown>;
type Bytes = Uint8Array;
type Place = Parameters<SealDoor['sealPart']>[1];
type SlotPlace = Parameters<SealDoor['sealSlot']>[1];
type NewDevice = Parameters<SealDoor['commitToKeys']>[0];
type PublicHalves = Parameters<SealDoor['answerCommit']>[1];

interface PartInput {
  readonly key: Bytes;
  readonly compartment: Parameters<SealDoor['compartmentKey']>[1];
  readonly place: Omit<Place, 'keyId'>;
  readonly fields: Parameters<SealDoor['sealPart']>[0];
  readonly nonce: Bytes;
  readonly refused: readonly Bytes[];
}

interface WrapInput extends Record<'groupKey' | 'wrappedKey' | 'nonce' | 'userKey', Bytes> {
  readonly ids: readonly [Bytes, Bytes, Bytes];
  readonly forUser: WrappedKey;
}

interface SlotInput extends Record<'code' | 'userKey' | 'orgPublic' | 'nonce' | 'keyFile', Bytes> {
  readonly place: Omit<SlotPlace, 'kind'>;
}

interface ApprovalInput {
  readonly newcomer: NewDevice;
  readonly approver: PublicHalves;
  readonly nonces: readonly [Bytes, Bytes];
  readonly scanKey: Bytes;
}

interface DeviceInput extends Record<'device' | 'signing' | 'xwing' | 'userKey' | 'salt' | 'nonce' | 'secret', Bytes> {
  readonly ids: readonly [Bytes, Bytes, Bytes];
  readonly passphrase: string;
  readonly authoredAt: number;
}

interface HandedOverInput extends Record<'device' | 'signing' | 'xwing' | 'exportKey' | 'passwordSlot', Bytes> {
  readonly place: Omit<SlotPlace, 'kind'>;
  readonly approver: PublicHalves;
  readonly handOver: Parameters<SealDoor['openHandOver']>[0];
}

interface FoundingInput extends Record<'seed' | 'tenant' | 'instance' | 'logPublic', Bytes> {
  readonly profile: 'practice' | 'social';
  readonly names: readonly [string, string, string];
  readonly authoredAt: number;
}

/** What each vector file does. An operation goes through the door only, with fixed randomness. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  async kit({ seed, tenant }: Record<'seed' | 'tenant', Bytes>, seal) {
    const kit = seal.makeKit(drawing(seed));
    const { org, recovery } = await seal.kitKeys(kit);
    const words = seal.kitToWords(kit).join(' ');
    const texts = { words, file: seal.kitToFile(kit, tenant), qr: seal.kitToQr(kit, tenant) };
    const again = [seal.kitOfWords(words), seal.kitOfFile(texts.file), seal.kitOfQr(texts.qr)];
    return {
      ...texts,
      orgPublic: org.publicKey,
      recoveryPublicHash: seal.platformHasher.sha256(recovery.publicKey),
      readBack: again.map(({ ok }) => ok),
    };
  },
  async keys({ key, ids }: { key: Bytes; ids: [Bytes, Bytes] }, seal) {
    const [tenant, subject] = ids;
    const user = await seal.makeUserKey(drawing(key));
    const group = await seal.makeGroupKey({ tenant, group: subject, version: 1 }, drawing(key));
    const compartments = ['identity', 'clinical', 'restricted', 'admin'] as const;
    const below = await Promise.all(compartments.map((name) => seal.compartmentKey(group, name)));
    const hash = seal.platformHasher.sha256;
    return {
      keyId: group.keyId,
      userEd25519: user.signing.publicKey,
      userXwingHash: hash(user.xwing.publicKey),
      inboxHash: hash((await seal.groupInbox(group)).publicKey),
      compartmentKeyIds: below.map(({ keyId }) => keyId),
    };
  },
  async parts({ key, compartment, place, fields, nonce, refused }: PartInput, seal) {
    const above = await seal.makeCaseKey({ tenant: nonce, akte: nonce, version: 1 }, drawing(key));
    const sealing = await seal.compartmentKey(above, compartment);
    const at = { ...place, keyId: sealing.keyId };
    const envelope = await seal.sealPart(fields, at, sealing, drawing(nonce));
    const opened = await seal.openPart(envelope, at, sealing);
    const wrong = await Promise.all(refused.map((bytes) => seal.openPart(bytes, at, sealing)));
    return {
      envelope,
      opened: opened.ok && opened.value,
      refused: wrong.map((one) => (one.ok ? 'opened' : one.error.code)),
    };
  },
  async wraps({ groupKey, wrappedKey, ids, nonce, forUser, userKey }: WrapInput, seal) {
    const [tenant, group, akte] = ids;
    const older = await seal.makeGroupKey({ tenant, group, version: 1 }, drawing(wrappedKey));
    const newer = await seal.makeGroupKey({ tenant, group, version: 2 }, drawing(groupKey));
    const caseKey = await seal.makeCaseKey({ tenant, akte, version: 1 }, drawing(wrappedKey));
    const wraps = [
      await seal.wrapPreviousVersion(older, newer, drawing(nonce)),
      await seal.wrapCaseKey(caseKey, newer, drawing(nonce)),
      await seal.wrapCompartmentKey(caseKey, 'admin', newer, drawing(nonce)),
    ] as const;
    // HPKE draws its own randomness, so this wrap is committed and only opened.
    const user = await seal.makeUserKey(drawing(userKey));
    const opened = await Promise.all([
      seal.openPreviousVersion(wraps[0], newer),
      seal.openCaseKey(wraps[1], caseKey, newer),
      seal.openCompartmentKey(wraps[2], { ...caseKey, compartment: 'admin' }, newer),
      seal.openGroupKey(forUser, newer, user.xwing),
    ]);
    return { wraps, openedKeyIds: opened.map((key) => key?.keyId ?? null) };
  },
  async slots({ code, userKey, orgPublic, place, nonce, keyFile }: SlotInput, seal) {
    const content = { userKey: (await seal.makeUserKey(drawing(userKey))).secret, orgPublic };
    const recoveryPlace = { ...place, kind: 'recovery' } as const;
    const filePlace = { ...recoveryPlace, kind: 'userKeyFile' } as const;
    const file = seal.makeUserKeyFile(recoveryPlace, drawing(keyFile));
    const slots = [
      await seal.sealSlot(content, recoveryPlace, { secret: code, random: drawing(nonce) }),
      await seal.sealSlot(content, filePlace, { secret: file.secret, random: drawing(nonce) }),
    ] as const;
    const { tenant, user, slotId, secret } = file;
    const opened = [
      await seal.openSlot(slots[0], recoveryPlace, code),
      await seal.openSlot(slots[1], filePlace, secret),
      await seal.openSlot(slots[0], filePlace, code),
    ];
    return {
      codeText: seal.recoveryCodeText(code),
      keyFileText: seal.userKeyFileToText({ tenant, user, slotId, secret }),
      slots,
      opened: opened.map((found) => found?.orgPublic ?? null),
    };
  },
  async attachments({ fileKey, prefix, sizeBytes }: Parameters<SealDoor['sealAttachment']>[1], seal) {
    const key = { fileKey, prefix, sizeBytes };
    const content = Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 7 + (at >> 8)) & 255);
    const sealed = await joined(seal.sealAttachment(oneByOne(content), key));
    const opened = await joined(seal.openAttachment(oneByOne(sealed), key));
    const hash = seal.platformHasher.sha256;
    return { sealedBytes: sealed.length, blobId: hash(sealed), first: sealed.slice(0, 48), contentHash: hash(opened) };
  },
  async approvals({ newcomer, approver, nonces, scanKey }: ApprovalInput, seal) {
    const [own, other] = nonces;
    const committed = seal.commitToKeys(newcomer, drawing(own));
    const answered = seal.answerCommit(committed.commit, approver, drawing(other));
    const transcript = seal.newcomerTranscript(committed, { keys: approver, nonce: other });
    const same = seal.approverTranscript(answered, { keys: newcomer, nonce: own });
    const code = seal.makeScanCode(committed.commit, drawing(scanKey));
    return {
      commit: committed.commit,
      words: await seal.wordsOf(transcript),
      approverTranscript: same.ok && same.value,
      scanCode: seal.scanCodeToText(code),
      scanProof: await seal.scanProof(code, transcript),
    };
  },
  async devices(given: DeviceInput, seal) {
    const { device, signing, xwing, userKey, salt, nonce, secret, passphrase, authoredAt } = given;
    const [tenant, instance, user] = given.ids;
    const keys = await seal.makeDeviceKeys(drawing(device, signing, xwing));
    const file = await seal.sealDeviceKeys(keys, passphrase, drawing(salt, nonce));
    const opener = await seal.makeUserKey(drawing(userKey));
    const kept = { device: keys, userKey: opener, password: passphrase };
    const serviceFile = await seal.sealServiceDevice(kept, secret, drawing(nonce));
    const opened = await seal.openServiceDevice(serviceFile, secret);
    const author = {
      tenant,
      user,
      userKey: opener,
      device: keys,
      now: () => authoredAt,
      random: drawing(salt),
    };
    const packet = await seal.buildEntry(
      {
        kind: WIRE_KINDS.device,
        schemaVersion: 1,
        record: device,
        open: seal.deviceFields(keys, user),
        coSigners: [seal.userCoSigner(author)],
      },
      author,
    );
    const seen = { size: 0, root: seal.platformHasher.emptyRoot };
    const { statement } = await seal.signBatch([packet], { tenant, instance, device: keys, seen });
    return {
      ed25519Public: keys.signing.publicKey,
      xwingHash: seal.platformHasher.sha256(keys.xwing.publicKey),
      file,
      openedFile: (await seal.openDeviceKeys(file, passphrase))?.device ?? null,
      serviceFile,
      openedService: opened === undefined ? null : [opened.device.device, opened.password],
      serviceKeyFile: seal.serviceKeyFileToText(secret),
      entry: entryOf(packet, seal),
      statement,
      verified: await seal.platformVerify(keys.signing.publicKey, statement.bytes, statement.signature),
    };
  },
  // HPKE draws its own randomness: slot and hand-over are committed and only opened.
  async arrivals(
    { device, signing, xwing, exportKey, passwordSlot, place, approver, handOver }: HandedOverInput,
    seal,
  ) {
    const keys = await seal.makeDeviceKeys(drawing(device, signing, xwing));
    const by = { exportKey, deviceXwing: keys.xwing };
    const at = { ...place, kind: 'password' } as const;
    const other = { ...approver, ed25519Public: keys.signing.publicKey };
    const handed = await seal.openHandOver(handOver, place, { own: keys.xwing, approver });
    const opened = [
      await seal.openPasswordSlot(passwordSlot, at, by),
      await seal.openPasswordSlot(passwordSlot, { ...at, slotId: place.user }, by),
      handed,
      await seal.openHandOver(handOver, place, { own: keys.xwing, approver: other }),
    ];
    return { opened: opened.map((content) => content?.orgPublic ?? null), attestedRoot: handed?.attested.root ?? null };
  },
  async foundings({ seed, tenant, instance, logPublic, profile, names, authoredAt }: FoundingInput, seal) {
    const [organisationName, siteName, founderName] = names;
    const founding = await seal.makeFounding({
      tenant,
      instance,
      logPublic,
      profile,
      organisationName,
      siteName,
      founderName,
      now: () => authoredAt,
      random: counting(seed, seal.platformHasher.sha256),
    });
    return {
      words: seal.kitToWords(founding.kit).join(' '),
      orgPublic: founding.orgPublic,
      groupKeyIds: [founding.organisation.keyId, founding.siteGroup.keyId],
      entries: founding.request.packets.map((packet) => entryOf(packet, seal)),
      statement: founding.request.statement,
    };
  },
};

/** Runs one committed file of keyed/seal/vectors over the platform's build of keyed/seal (SL50). */
export async function runSealVectors(file: SealVectorFile, seal: SealDoor): Promise<VectorOutcome> {
  const tally: VectorTally = startTally();
  for (const { name, in: given, out } of file.vectors) {
    const computed = await sealVectorOutput(file.operation, given, seal).catch((error: unknown) => String(error));
    tally.check(name, JSON.stringify(computed) === JSON.stringify(out));
  }
  return tally.outcome();
}

/** What an operation gives for the inputs of one vector, as it stands in the file. */
export async function sealVectorOutput(operation: string, given: unknown, seal: SealDoor): Promise<unknown> {
  const run = OPERATIONS[operation];
  if (run === undefined) throw new Error(`no operation ${operation}`);
  return written(await run(read(given) as never, seal));
}

/** An entry without its wraps, which HPKE makes anew every time; nothing in the body depends on them. */
function entryOf({ body, open, envelopes }: EntryPacket, { platformHasher }: SealDoor) {
  return { hash: platformHasher.sha256(body), body, open, envelopes };
}

/** Randomness that hands out these byte strings, each once and in this order. */
function drawing(...draws: readonly Uint8Array[]): (length: number) => Uint8Array {
  const left = [...draws];
  return (length) => {
    const drawn = left.shift();
    if (drawn?.length !== length) throw new RangeError('the vector fixes other randomness than the product draws');
    return drawn.slice();
  };
}

/** Draws without end: the n-th (up to 32 bytes) begins SHA-256(seed | n), n in one byte. */
function counting(seed: Bytes, sha256: Sha256): (length: number) => Uint8Array {
  let drawn = 0;
  return (length) => sha256(Uint8Array.of(...seed, drawn++)).slice(0, length);
}

async function* oneByOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: number[] = [];
  for await (const piece of pieces) for (const byte of piece) all.push(byte);
  return Uint8Array.from(all);
}

/** JSON with byte strings as `{ $: hex }` into values. */
function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (value === null || typeof value !== 'object') return value;
  const { $: hex } = value as { readonly $?: string };
  if (hex !== undefined) return bytesOfHex(hex);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(item)]));
}

function written(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $: hexOf(value) };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, written(item)]));
}
