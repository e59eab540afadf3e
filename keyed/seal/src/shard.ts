import { encodeCbor, type Hash, type Id, SHARDS, SUITE } from '@siegel/wire';
import { engine } from '#engine';
import { deriveSecret, keyIdOf } from './derive.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { GroupKey } from './group-key.ts';
import { LABELS, MESSAGE_LABELS } from './labels.ts';
import { padPart, unpadPart } from './padding.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, reveal, Secret } from './secret.ts';

/** The key of one set of shards: it seals 64 shards and then nothing any more (SN4). */
export interface ShardSetKey {
  readonly tenant: Id;
  readonly site: Id;
  readonly set: Id;
  readonly keyId: Hash;
  readonly secret: Secret;
}

/** Derives the key of a set from the site's group key: HKDF(HKDF(G, "siegel/group/snapshot"), the set's place). A set has a
 *  random id, so no two sets share a key and no key ever seals a shard twice (SN4). */
export async function shardSetKey(
  group: GroupKey,
  { site, set }: { readonly site: Id; readonly set: Id },
): Promise<ShardSetKey> {
  const above = await deriveSecret(group.secret, LABELS.groupSnapshot);
  const info = encodeCbor([MESSAGE_LABELS.shardSet, SUITE, group.tenant, site, set, group.keyId]);
  const secret = new Secret(await engine.hkdf(reveal(above), info, KEY_BYTES));
  return { tenant: group.tenant, site, set, secret, keyId: await keyIdOf(secret) };
}

/** Seals packed persons as shard `number` of a set: suite | nonce | ciphertext of length, content, zeros up to Padmé | tag. */
export async function sealShard(
  packed: Uint8Array,
  number: number,
  key: ShardSetKey,
  random: Random = platformRandom,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealEnvelope(key.secret, shardAad(key, number), padPart(packed), random);
}

/** What names a sealed shard. */
export async function shardHash(sealed: Uint8Array): Promise<Hash> {
  return engine.digest(sealed);
}

/** The packed persons, or undefined when anything differs: another set, site, number, tenant, key, or a flipped bit. */
export async function openShard(sealed: Uint8Array, number: number, key: ShardSetKey): Promise<Uint8Array | undefined> {
  const padded = await openEnvelope(key.secret, shardAad(key, number), sealed);
  return padded === undefined ? undefined : unpadPart(padded);
}

function shardAad({ tenant, site, set, keyId }: ShardSetKey, number: number): Uint8Array<ArrayBuffer> {
  return encodeCbor([MESSAGE_LABELS.shard, SUITE, tenant, site, set, keyId, number, SHARDS]);
}
