import { type Body, decodeBody, equalBytes, hexOf, type Id, SIGNER, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from './safe.ts';

/** That somebody's access was restored, and by whom. */
export interface Recovery {
  readonly user: Id;
  /** The administrator who signed the new keys; undefined: the organisation's kit did. */
  readonly by: Id | undefined;
  readonly receivedAtMs: number;
}

/** Every recovery, oldest first: by the kit (FR23), and every version of a user with other keys that somebody else has signed (WH20).
 *  It follows from entries of the house, which everybody gets and nobody can leave out. */
export function recoveriesOf({ follower, attributions }: Pick<Safe, 'follower' | 'attributions'>): readonly Recovery[] {
  const { columns } = follower;
  const found: Recovery[] = [];
  const keyOf = new Map<string, Uint8Array>();
  for (let seq = 0; seq < columns.size; seq++) {
    const version = attributions.isHeldBack(seq) ? undefined : versionAt(columns, seq);
    if (version === undefined) continue;
    const { user, key, by } = version;
    const before = keyOf.get(hexOf(user));
    keyOf.set(hexOf(user), key);
    if (before === undefined || equalBytes(key, before)) continue;
    if (by === undefined || !equalBytes(by, user)) found.push({ user, by, receivedAtMs: columns.receivedAt(seq) });
  }
  return found;
}

/** A version of a user: whose it is, the key, and who signed it. */
function versionAt(columns: Safe['follower']['columns'], seq: number) {
  const kind = columns.kindAt(seq);
  const isGenesis = kind === WIRE_KINDS.genesis;
  const entry = isGenesis || kind === WIRE_KINDS.user ? columns.entryAt(seq) : undefined;
  if (entry === undefined || entry.open === null) return undefined;
  const body = decodeBody(entry.body);
  const fields = unpackOpenFields(entry.open);
  const { ed25519Public: key } = isGenesis ? (fields['user'] as typeof fields) : fields;
  const user = isGenesis ? (fields['userId'] as Id) : body.record;
  return key instanceof Uint8Array ? { user, key, by: signerOf(body) } : undefined;
}

/** The user whose signature the entry carries; undefined for the kit. */
function signerOf({ coSignatures }: Body): Id | undefined {
  if (coSignatures.some(({ signer }) => signer === SIGNER.kit)) return undefined;
  return coSignatures.find(({ signer }) => signer === SIGNER.user)?.signerId;
}
