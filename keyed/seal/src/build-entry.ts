import { COMPARTMENT_CODES, type Compartment, COMPARTMENTS, type PlainRecord } from '@siegel/akten';
import {
  assert,
  type Body,
  type CborValue,
  type CoSignature,
  coSignatureMessage,
  encodeBody,
  type EntryPacket,
  type Hash,
  hashOpenFields,
  type Id,
  packOpenFields,
  type PartDescriptor,
  SALT_BYTES,
  SIGNER,
  type WrappedKey,
  ZERO_ID,
} from '@siegel/wire';
import { engine } from '#engine';
import type { CompartmentKey } from './case-key.ts';
import type { DeviceKeys } from './device-keys.ts';
import type { SigningKey } from './engine/engine.ts';
import { sealPart } from './part.ts';
import { platformRandom, type Random } from './random.ts';
import type { UserKey } from './user-key.ts';

/** Who writes: device and user of an unlocked safe, with the clock and randomness of the program. */
export interface Author {
  readonly tenant: Id;
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
  readonly now: () => number;
  readonly random?: Random;
}

/** The version a new one builds on. */
export interface ParentVersion {
  readonly entryHash: Hash;
  readonly body: Body;
}

/** One entry before sealing. */
export interface EntryDraft {
  readonly kind: number;
  readonly schemaVersion: number;
  readonly record: Id;
  readonly akte?: Id;
  readonly site?: Id;
  readonly parent?: ParentVersion | undefined;
  readonly run?: Id | null;
  readonly open?: { readonly [name: string]: CborValue };
  /** Fields of the compartments to seal anew; the parent's other parts are carried without being opened. */
  readonly sealed?: ReadonlyMap<Compartment, PlainRecord>;
  /** Key of a compartment; asked only for those in `sealed`. */
  readonly keyOf?: (compartment: Compartment) => Promise<CompartmentKey>;
  readonly wraps?: readonly WrappedKey[];
  /** Who agrees beside the device: the author's user, the kit, or another user (a new device's owner). */
  readonly coSigners?: readonly CoSigner[];
}

/** A key that co-signs a body (WR13). */
export interface CoSigner {
  readonly signer: CoSignature['signer'];
  readonly signerId: Id;
  readonly key: SigningKey;
}

/** The author's user as a co-signer. */
export function userCoSigner(author: Pick<Author, 'user' | 'userKey'>): CoSigner {
  return { signer: SIGNER.user, signerId: author.user, key: author.userKey.signing };
}

/** The kit as a co-signer. */
export function kitCoSigner(org: SigningKey): CoSigner {
  return { signer: SIGNER.kit, signerId: ZERO_ID, key: org };
}

/** Seals a draft into the packet that goes to the server: body, salted open fields, new envelopes in part order, wraps. */
export async function buildEntry(draft: EntryDraft, author: Author): Promise<EntryPacket> {
  const random = author.random ?? platformRandom;
  const open = draft.open === undefined ? null : packOpenFields(draft.open, random(SALT_BYTES));
  const { parts, envelopes } = await sealParts(draft, author, random);
  const body: Body = {
    tenant: author.tenant,
    kind: draft.kind,
    record: draft.record,
    akte: draft.akte ?? ZERO_ID,
    site: draft.site ?? ZERO_ID,
    parts,
    openHash: open === null ? null : hashOpenFields(open, engine.sha256),
    parent: draft.parent?.entryHash ?? null,
    author: author.device.device,
    authoredAt: author.now(),
    run: draft.run ?? null,
    coSignatures: [],
  };
  const coSignatures = await coSign(body, draft.coSigners ?? []);
  return { body: encodeBody({ ...body, coSignatures }), open, envelopes, wraps: draft.wraps ?? [] };
}

async function coSign(body: Body, coSigners: readonly CoSigner[]): Promise<CoSignature[]> {
  const signatures: CoSignature[] = [];
  for (const { signer, signerId, key } of coSigners)
    signatures.push({ signer, signerId, signature: await key.sign(coSignatureMessage(body, signer, signerId)) });
  return signatures;
}

async function sealParts(draft: EntryDraft, author: Author, random: Random) {
  const parts: PartDescriptor[] = [];
  const envelopes: Uint8Array[] = [];
  for (const compartment of COMPARTMENTS) {
    const before = draft.parent?.body.parts.find((part) => part.compartment === COMPARTMENT_CODES[compartment]);
    const fields = draft.sealed?.get(compartment);
    if (fields === undefined) {
      if (before !== undefined) parts.push(before);
      continue;
    }
    assert(draft.keyOf !== undefined, 'SL8: fields to seal come with the keys that seal them');
    const key = await draft.keyOf(compartment);
    const described = {
      compartment: COMPARTMENT_CODES[compartment],
      partVersion: (before?.partVersion ?? 0) + 1,
      schemaVersion: draft.schemaVersion,
      keyId: key.keyId,
      sealingDevice: author.device.device,
    };
    const place = {
      ...described,
      originTenant: author.tenant,
      kind: draft.kind,
      record: draft.record,
      akte: draft.akte ?? ZERO_ID,
    };
    const envelope = await sealPart(fields, place, key, random);
    parts.push({ ...described, envelopeHash: engine.sha256(envelope), sizeBytes: envelope.length });
    envelopes.push(envelope);
  }
  return { parts, envelopes };
}
