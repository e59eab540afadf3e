import { ALL_RIGHTS, caseKeyRecordId, groupKeyRecordId } from '@siegel/akten';
import { batchRoot, createTreeHasher, type EntryHasher, type TreeHead } from '@siegel/journal';
import {
  type AppendRequest,
  type Body,
  type CborValue,
  concatBytes,
  coSignatureMessage,
  encodeBody,
  encodeStatement,
  type EntryPacket,
  hashOpenFields,
  hexOf,
  type Hash,
  type Id,
  packOpenFields,
  type PartDescriptor,
  SIGNER,
  SUITE,
  WIRE_KINDS,
  type WrappedKey,
  ZERO_ID,
} from '@siegel/wire';
import { seededRandom, sha256, type TestKey, testKey } from './deterministic.ts';

/** Tree hashes and SHA-256 of the platform. */
export const testHasher: EntryHasher = { ...createTreeHasher(sha256), sha256 };

/** What one entry of a test says; everything else follows. */
export interface EntryWish {
  readonly kind: number;
  readonly record?: Id;
  readonly akte?: Id;
  readonly site?: Id;
  readonly parent?: Uint8Array | null;
  readonly fields?: { readonly [name: string]: CborValue };
  readonly parts?: readonly PartDescriptor[];
  readonly envelopes?: readonly Uint8Array[];
  readonly wraps?: readonly WrappedKey[];
  readonly run?: Id | null;
  readonly authoredAt?: number;
  readonly author?: Id;
  /** Co-sign with the user key of the author (on by default for house kinds). */
  readonly coSign?: 'user' | 'kit' | 'none';
  /** Whose user key co-signs, when it is not the author's: the owner of a new device. */
  readonly coSigner?: TestMember;
}

/** A user with one device and real signing keys, for tests that need no sealing. */
export interface TestMember {
  readonly user: Id;
  readonly userKey: TestKey;
  readonly device: Id;
  readonly deviceKey: TestKey;
}

const HOUSE_LAST = 31;

/** A tenant whose entries are signed for real and sealed for show: envelopes are random bytes in the right layout. Journal,
 *  store and server tests use it; whatever must open is built with keyed/seal. */
export class TestTenant {
  readonly random: (length: number) => Uint8Array<ArrayBuffer>;
  readonly tenant: Id;
  readonly instance: Id;
  readonly site: Id;
  readonly kit: TestKey;
  readonly log: TestKey;
  readonly first: TestMember;
  now = 1_795_000_000_000;

  constructor(
    seed: string,
    given: { readonly logPublic?: Uint8Array; readonly tenant?: Id; readonly instance?: Id } = {},
  ) {
    this.random = seededRandom(seed);
    this.tenant = given.tenant ?? this.random(16);
    this.instance = given.instance ?? this.random(16);
    this.site = this.random(16);
    this.kit = testKey(this.random(32));
    const log = testKey(this.random(32));
    this.log = given.logPublic === undefined ? log : { ...log, publicKey: given.logPublic };
    this.first = this.member();
  }

  /** Keys and ids of a new user with a device; enter them with `userFields` and `deviceFields`. */
  member(): TestMember {
    return {
      user: this.random(16),
      userKey: testKey(this.random(32)),
      device: this.random(16),
      deviceKey: testKey(this.random(32)),
    };
  }

  userFields(
    member: TestMember,
    over: { readonly [name: string]: CborValue } = {},
  ): { readonly [name: string]: CborValue } {
    return {
      userKind: 'person',
      ed25519Public: member.userKey.publicKey,
      // The same in every version of a user with the same key, as in the program.
      xwingPublic: seededRandom(hexOf(member.userKey.publicKey))(1216),
      state: 'active',
      roles: [],
      rights: [...ALL_RIGHTS],
      sites: [this.site],
      ...over,
    };
  }

  deviceFields(
    member: TestMember,
    over: { readonly [name: string]: CborValue } = {},
  ): { readonly [name: string]: CborValue } {
    return {
      user: member.user,
      ed25519Public: member.deviceKey.publicKey,
      xwingPublic: this.random(1216),
      state: 'active',
      ...over,
    };
  }

  /** Entry 0 and nothing else, signed by kit, first user and first device. */
  genesis(over: { readonly [name: string]: CborValue } = {}): AppendRequest {
    return this.batch([this.genesisEntry(over)], { size: 0, root: testHasher.emptyRoot });
  }

  genesisEntry(over: { readonly [name: string]: CborValue } = {}): EntryPacket {
    const fields = {
      instance: this.instance,
      profile: 'practice',
      orgPublic: this.kit.publicKey,
      recoveryPublic: this.random(1216),
      logPublic: this.log.publicKey,
      userId: this.first.user,
      user: this.userFields(this.first),
      deviceId: this.first.device,
      device: this.deviceFields(this.first),
      siteId: this.site,
      floors: { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 },
      ...over,
    };
    const open = packOpenFields(fields, this.random(16));
    const body = this.#body({ kind: WIRE_KINDS.genesis, record: this.tenant }, hashOpenFields(open, sha256), []);
    const coSignatures = [
      {
        signer: SIGNER.kit,
        signerId: ZERO_ID,
        signature: this.kit.sign(coSignatureMessage(body, SIGNER.kit, ZERO_ID)),
      },
      {
        signer: SIGNER.user,
        signerId: this.first.user,
        signature: this.first.userKey.sign(coSignatureMessage(body, SIGNER.user, this.first.user)),
      },
    ];
    return { body: encodeBody({ ...body, coSignatures }), open, envelopes: [], wraps: [] };
  }

  /** One entry as a packet; `by` co-signs house kinds unless told otherwise. */
  entry(wish: EntryWish, by: TestMember = this.first): EntryPacket {
    const open = wish.fields === undefined ? null : packOpenFields(wish.fields, this.random(16));
    const envelopes = wish.envelopes ?? [];
    const parts = wish.parts ?? envelopes.map((envelope, i) => this.part(i, envelope, by));
    const body = this.#body({ author: by.device, ...wish }, open === null ? null : hashOpenFields(open, sha256), parts);
    const mode = wish.coSign ?? (wish.kind <= HOUSE_LAST && wish.kind !== WIRE_KINDS.caseKey ? 'user' : 'none');
    const signed: Body =
      mode === 'none' ? body : { ...body, coSignatures: [this.#coSign(body, mode, wish.coSigner ?? by)] };
    return { body: encodeBody(signed), open, envelopes, wraps: wish.wraps ?? [] };
  }

  /** Random bytes in the layout of an envelope. */
  envelope(sizeBytes = 349): Uint8Array<ArrayBuffer> {
    return concatBytes(Uint8Array.of(SUITE), this.random(sizeBytes - 1));
  }

  part(compartment: number, envelope: Uint8Array, by: TestMember = this.first, partVersion = 1): PartDescriptor {
    return {
      compartment,
      partVersion,
      schemaVersion: 1,
      keyId: sha256(this.tenant),
      sealingDevice: by.device,
      envelopeHash: sha256(envelope),
      sizeBytes: envelope.length,
    };
  }

  /** The case-key entry that founds an Akte. */
  caseKey(
    akte: Id,
    given: {
      readonly site?: Id;
      readonly person?: Id;
      readonly run?: Id;
      readonly by?: TestMember;
      /** Of a second version: the entry hash of the first. */
      readonly parent?: Hash;
    } = {},
  ): EntryPacket {
    const site = given.site ?? this.site;
    const fields = {
      version: given.parent === undefined ? 1 : 2,
      keyId: sha256(akte),
      groups: [this.random(16)],
      person: given.person ?? akte,
      stammakte: site === ZERO_ID,
    };
    const wrap: WrappedKey = {
      wrapper: 2,
      wrapperId: this.random(16),
      wrapperKeyId: this.random(32),
      wrappedKeyId: sha256(akte),
      compartment: 255,
      bytes: this.random(61),
    };
    const wish = {
      kind: WIRE_KINDS.caseKey,
      record: caseKeyRecordId(akte, sha256),
      akte,
      site,
      fields,
      wraps: [wrap],
      run: given.run ?? null,
      parent: given.parent ?? null,
    };
    return this.entry(wish, given.by);
  }

  /** A group-key entry; `version` 1 unless given. */
  groupKey(
    group: Id,
    given: { readonly version?: number; readonly parent?: Uint8Array; readonly keyId?: Uint8Array } = {},
  ): EntryPacket {
    const version = given.version ?? 1;
    return this.entry({
      kind: WIRE_KINDS.groupKey,
      record: groupKeyRecordId(group, sha256),
      parent: given.parent ?? null,
      fields: {
        group,
        version,
        keyId: given.keyId ?? this.random(32),
        inboxPublic: this.random(1216),
        members: [this.first.user],
      },
    });
  }

  /** A record with one sealed part of `sizeBytes` in the Akte. */
  record(
    akte: Id,
    given: Partial<EntryWish> & { readonly sizeBytes?: number; readonly by?: TestMember } = {},
  ): EntryPacket {
    const envelopes = given.envelopes ?? [this.envelope(given.sizeBytes)];
    return this.entry({ kind: 65, record: this.random(16), akte, site: this.site, ...given, envelopes }, given.by);
  }

  /** The packets under one signature of `by`'s device. */
  batch(packets: readonly EntryPacket[], seen: TreeHead, by: TestMember = this.first): AppendRequest {
    const bytes = encodeStatement({
      tenant: this.tenant,
      instance: this.instance,
      device: by.device,
      seenSize: seen.size,
      seenRoot: seen.root,
      count: packets.length,
      root: batchRoot(
        packets.map((packet) => sha256(packet.body)),
        testHasher,
      ),
    });
    return { statement: { bytes, signature: by.deviceKey.sign(bytes) }, packets };
  }

  #body(wish: EntryWish, openHash: Uint8Array | null, parts: readonly PartDescriptor[]): Body {
    return {
      tenant: this.tenant,
      kind: wish.kind,
      record: wish.record ?? this.random(16),
      akte: wish.akte ?? ZERO_ID,
      site: wish.site ?? ZERO_ID,
      parts,
      openHash,
      parent: wish.parent ?? null,
      author: wish.author ?? this.first.device,
      authoredAt: wish.authoredAt ?? this.now,
      run: wish.run ?? null,
      coSignatures: [],
    };
  }

  #coSign(body: Body, mode: 'user' | 'kit', by: TestMember) {
    const [signer, signerId, key] =
      mode === 'kit' ? ([SIGNER.kit, ZERO_ID, this.kit] as const) : ([SIGNER.user, by.user, by.userKey] as const);
    return { signer, signerId, signature: key.sign(coSignatureMessage(body, signer, signerId)) };
  }
}
